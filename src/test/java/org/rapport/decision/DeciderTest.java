package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.store.TestDatabase.await;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.rapport.analysis.Decision;
import org.rapport.analysis.Outcome;
import org.rapport.json.AnswerJson;
import org.rapport.json.RecordBody;
import org.rapport.model.DecisionBasis;
import org.rapport.model.DecisionInputs;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Explain;
import org.rapport.model.Level;
import org.rapport.model.Phase;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Timeline;
import org.rapport.model.Value;
import org.rapport.rules.Deadline;
import org.rapport.store.DecisionLog;

/** Deciding from stored events by real rules, on record before it is answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeciderTest {

  private House house;

  @BeforeAll
  void open() {
    house = new House();
  }

  @AfterAll
  void close() {
    house.close();
  }

  @BeforeEach
  void oneLearnerWhoWentQuiet() {
    house.empty();
    house.learner("ana", "yearly", 14);
  }

  private static DecisionRequest about(String customerId) {
    return House.asking(customerId, House.MIDNIGHT);
  }

  private static Decision decision(Answer answer) {
    return Objects.requireNonNull(answer.decision());
  }

  private static Outcome.Decided decided(Answer answer) {
    assertThat(decision(answer).outcome()).isInstanceOf(Outcome.Decided.class);
    return (Outcome.Decided) decision(answer).outcome();
  }

  private DecisionLog.Stored stored(Answer answer) {
    return await(house.stores.log().find(answer.decisionId())).orElseThrow();
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  @Test
  void aCustomerGetsScoreSegmentAndActionWithReasons() {
    Outcome.Decided decided = decided(house.decide(about("ana")));

    assertThat(decided.analysis().phase().phase()).isEqualTo(Phase.PAYING);
    assertThat(decided.analysis().evidence()).isEqualTo(EvidenceLevel.OK);
    assertThat(decided.analysis().segments())
        .singleElement()
        .satisfies(
            in -> {
              assertThat(in.segment()).isEqualTo(new SegmentLevel(Segment.CHURN_RISK, Level.HIGH));
              assertThat(in.reasons()).containsExactly("No lesson for 15 days: 14 or more.");
            });
    assertThat(decided.analysis().actions())
        .singleElement()
        .satisfies(chosen -> assertThat(chosen.action()).isEqualTo("call"));
    assertThat(decided.analysis().notChosen())
        .singleElement()
        .satisfies(other -> assertThat(other.action()).isEqualTo("mail"));
  }

  @Test
  void whatIsAnsweredIsOnRecordToTheByte() {
    Answer answer = house.decide(about("ana"));

    DecisionLog.Stored stored = stored(answer);

    assertThat(stored.answer()).isEqualTo(answer.json());
    assertThat(stored.customerId()).isEqualTo("ana");
    assertThat(stored.header().caller()).isEqualTo("tests");
    assertThat(stored.header().asOf()).isEqualTo(House.MIDNIGHT);
    assertThat(stored.header().receivedAt()).isEqualTo(House.NOW);
    assertThat(stored.header().fallback()).isFalse();
    assertThat(await(house.reading.decision(answer.decisionId()))).hasValue(answer.json());
  }

  @Test
  void theRecordAloneGivesTheSameAnalysisAndAnswerAgain() {
    Answer answer = house.decide(about("ana"));

    DecisionLog.Stored stored = stored(answer);
    RecordBody body = RecordBody.read(stored.body(), stored.cards());
    DecisionInputs inputs = Objects.requireNonNull(body.inputs());
    Outcome again = house.rulebase().decide(inputs, Deadline.NONE);

    assertThat(again).isEqualTo(body.outcome());
    Decision decision =
        new Decision(
            stored.header().decisionId(),
            stored.customerId(),
            stored.header().asOf(),
            stored.header().decidedAt(),
            stored.header().rulebase(),
            again);
    assertThat(
            AnswerJson.decision(
                decision,
                body.explain(),
                NearMisses.of(house.rulebase(), body.inputs(), decision.outcome(), body.explain())))
        .isEqualTo(answer.json());
  }

  @Test
  void theSameInstantTwiceGivesTheSameButForTheId() {
    Answer first = house.decide(about("ana"));
    Answer second = house.decide(about("ana"));

    assertThat(second.decisionId()).isNotEqualTo(first.decisionId());
    assertThat(text(second.json()))
        .isEqualTo(
            text(first.json())
                .replace(first.decisionId().toString(), second.decisionId().toString()));
  }

  @Test
  void withoutAnInstantItIsDecidedForNow() {
    Answer answer = house.decide(House.asking("ana", null, Explain.NONE, House.MUCH_TIME_MS, null));

    assertThat(decision(answer).asOf()).isEqualTo(House.NOW);
    assertThat(text(answer.json())).doesNotContain("\"explanation\"");
  }

  @Test
  void anIdSortsByTheTimeItWasMade() {
    UUID id = house.decide(about("ana")).decisionId();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(House.NOW.toEpochMilli());
  }

  @Test
  void warmingUpKeepsNothing() {
    await(house.decider.warmUp());

    assertThat(house.count("decision")).isZero();
    assertThat(house.count("customer")).isEqualTo(1);
    house.empty();
    await(house.decider.warmUp());
    assertThat(house.count("customer")).isZero();
  }

  @Test
  void anUnknownCustomerIsNoError() {
    Outcome.Decided decided = decided(house.decide(about("nobody")));

    assertThat(decided.analysis().evidence()).isEqualTo(EvidenceLevel.NONE);
    assertThat(decided.analysis().phase().phase()).isEqualTo(Phase.PROSPECT);
    assertThat(decided.analysis().actions().get(0).action()).isEqualTo("nothing-yet");
  }

  @Test
  void anUnknownRulebaseIsToldWithTheOnesThereAre() {
    DecisionRequest request =
        new DecisionRequest(
            "ana",
            "smal",
            null,
            null,
            null,
            Collections.emptySortedMap(),
            1,
            Explain.NONE,
            200,
            null);

    assertThatThrownBy(() -> house.decide(request))
        .isInstanceOf(UnknownRulebaseException.class)
        .hasMessageContaining("small");
  }

  @Test
  void theDecisionBeforeIsAnInputOfTheNext() {
    house.decide(about("ana"));

    Answer next =
        house.decide(House.asking("ana", House.NOW, Explain.SUMMARY, House.MUCH_TIME_MS, null));

    assertThat(RecordBody.read(stored(next).body(), stored(next).cards()).inputs())
        .isNotNull()
        .satisfies(
            inputs ->
                assertThat(inputs.wasIn())
                    .containsExactly(new SegmentLevel(Segment.CHURN_RISK, Level.HIGH)));
  }

  @Test
  void changesAreToldAgainstTheScoresOfEarlierDays() {
    Outcome.Decided now = decided(house.decide(about("ana")));
    Outcome.Decided before =
        decided(
            house.decide(
                House.asking(
                    "ana",
                    Instant.parse("2026-02-22T00:00:00Z"),
                    Explain.NONE,
                    House.MUCH_TIME_MS,
                    null)));

    assertThat(now.analysis().score().change7Days())
        .isEqualTo(now.analysis().score().value() - before.analysis().score().value());
  }

  @Test
  void whenTheTimeIsOverBeforeAllIsReadTheDefaultActionIsAnsweredAndRecorded() throws SQLException {
    Answer answer;
    try (Connection other = house.connect()) {
      other.setAutoCommit(false);
      try (var statement = other.createStatement()) {
        statement.execute("LOCK TABLE rapport.customer IN ACCESS EXCLUSIVE MODE");
      }
      answer = house.decide(House.asking("ana", House.MIDNIGHT, Explain.SUMMARY, 50, null));
      other.rollback();
    }

    assertThat(decision(answer).outcome())
        .isInstanceOfSatisfying(
            Outcome.Fallback.class,
            fallback -> {
              assertThat(fallback.code()).isEqualTo("deadline");
              assertThat(fallback.defaultAction()).isEqualTo("nothing-yet");
            });
    assertThat(text(answer.json()))
        .contains("\"fallback\":true,\"fallbackCode\":\"deadline\"")
        .contains("\"fallbackReason\":\"Deciding took longer than the 50 ms allowed.\"");
    assertThat(stored(answer).header().fallback()).isTrue();
    assertThat(stored(answer).answer()).isEqualTo(answer.json());
    assertThat(await(house.stores.latest().find("ana", "small"))).isEmpty();
  }

  @Test
  void factsGivenInlineGiveTheSameAnswerAsStoredOnesAndAreNotKept() {
    Answer answer = house.decide(about("ana"));
    Timeline timeline =
        await(
                house
                    .stores
                    .customers()
                    .timeline(
                        "ana",
                        new TreeSet<>(
                            List.of(
                                House.MIDNIGHT,
                                Instant.parse("2026-02-22T00:00:00Z"),
                                Instant.parse("2026-01-30T00:00:00Z")))))
            .orElseThrow();
    DecisionBasis basis =
        new DecisionBasis(
            House.MIDNIGHT,
            timeline,
            List.of(),
            List.of(),
            new TreeMap<>(Map.of("page", new Value.Text("pricing"))),
            null,
            null,
            1);

    byte[] evaluated =
        await(
            house.decider.evaluate(
                new EvaluateRequest(null, basis, Explain.FULL, House.MUCH_TIME_MS)));

    assertThat(text(evaluated))
        .isEqualTo(
            text(answer.json())
                .replace("\"decisionId\":\"%s\",".formatted(answer.decisionId()), ""));
    assertThat(house.count("decision")).isEqualTo(1);
  }
}
