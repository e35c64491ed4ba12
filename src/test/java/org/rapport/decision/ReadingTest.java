package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.store.TestDatabase.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.rapport.model.Explain;
import org.rapport.model.Segment;
import org.rapport.store.LatestDecisions;

/** Reading back what is known and what was decided. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingTest {

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
  void twoLearners() {
    house.empty();
    house.learner("ana", "yearly", 14);
    house.learner("ben", "monthly", 28);
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return new ObjectMapper().readTree(bytes);
    } catch (IOException notJson) {
      throw new java.io.UncheckedIOException(notJson);
    }
  }

  private JsonNode explanation(Answer answer, Explain depth) {
    return json(await(house.understanding.explanation(answer.decisionId(), depth)).orElseThrow());
  }

  @Test
  void anExplanationIsServedAtAnyDepthFromTheRecord() {
    Answer answer = house.decide(House.asking("ana", House.MIDNIGHT));

    for (Explain depth : Explain.values()) {
      JsonNode explanation = explanation(answer, depth);
      assertThat(explanation.get("decisionId").textValue())
          .isEqualTo(answer.decisionId().toString());
      assertThat(explanation.has("summary")).isEqualTo(depth != Explain.NONE);
      assertThat(explanation.has("rules"))
          .isEqualTo(depth == Explain.COUNTS || depth == Explain.FULL);
      assertThat(explanation.at("/rules/0").has("matches")).isEqualTo(depth == Explain.FULL);
    }
    ObjectNode full = (ObjectNode) explanation(answer, Explain.FULL);
    full.remove("decisionId");
    assertThat(full).isEqualTo(json(answer.json()).get("explanation"));
  }

  @Test
  void anExplanationHasEveryRuleAndSumsToTheRawPoints() {
    Answer answer = house.decide(House.asking("ana", House.MIDNIGHT));
    JsonNode json = json(answer.json());

    List<String> ids = new ArrayList<>();
    java.math.BigDecimal sum = java.math.BigDecimal.ZERO;
    for (JsonNode rule : json.at("/explanation/rules")) {
      ids.add(rule.get("id").textValue());
      sum = sum.add(rule.get("points").decimalValue());
    }

    assertThat(ids)
        .containsExactlyElementsOf(
            house.rulebase().cards().stream().map(card -> card.id()).toList());
    assertThat(sum).isEqualByComparingTo(json.at("/score/raw").decimalValue());
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(await(house.reading.decision(new UUID(1, 2)))).isEmpty();
    assertThat(await(house.understanding.explanation(new UUID(1, 2), Explain.FULL))).isEmpty();
    assertThat(await(house.reading.customer("nobody", null, null))).isEmpty();
    assertThat(await(house.reading.activity("nobody", null, null))).isEmpty();
    assertThat(await(house.reading.events("nobody", null, null, null, null, 10))).isEmpty();
    assertThat(
            await(
                house.reading.scores(
                    "nobody", null, LocalDate.parse("2026-02-01"), LocalDate.parse("2026-02-02"))))
        .isEmpty();
    assertThat(await(house.reading.customer("ana", null, Instant.parse("2026-01-01T00:00:00Z"))))
        .isEmpty();
  }

  @Test
  void aCustomerIsToldWithTheLatestDecision() {
    house.decide(House.asking("ana", House.MIDNIGHT));

    JsonNode customer = json(await(house.reading.customer("ana", null, null)).orElseThrow());

    assertThat(customer.get("accountId").textValue()).isEqualTo("acme");
    assertThat(customer.get("firstSeenAt").textValue()).isEqualTo("2026-01-02T10:00:00Z");
    assertThat(customer.at("/attributes/0/value").textValue()).isEqualTo("yearly");
    assertThat(customer.at("/latestDecision/action").textValue()).isEqualTo("call");
    JsonNode ben = json(await(house.reading.customer("ben", null, null)).orElseThrow());
    assertThat(ben.get("latestDecision").isNull()).isTrue();
  }

  @Test
  void activityIsToldForEveryEventTypeOfTheCatalogue() {
    JsonNode activity =
        json(await(house.reading.activity("ana", null, House.MIDNIGHT)).orElseThrow());

    assertThat(activity.get("activity")).hasSize(3);
    JsonNode lessons = activity.at("/activity/0");
    assertThat(lessons.get("event").textValue()).isEqualTo("Lesson Watched");
    assertThat(lessons.get("inAll").intValue()).isEqualTo(14);
    assertThat(lessons.get("last30Days").intValue()).isEqualTo(14);
    assertThat(lessons.get("daysSinceLast").intValue()).isEqualTo(15);
    assertThat(lessons.get("valueInAll").intValue()).isEqualTo(175);
    assertThat(activity.at("/attributes/0/text").textValue()).isEqualTo("yearly");
    assertThat(activity.at("/customer/phase").textValue()).isEqualTo("PAYING");
    assertThat(activity.at("/allActivity/daysSinceLast").intValue()).isEqualTo(15);
  }

  @Test
  void eventsArePagedNewestFirst() {
    List<String> times = new ArrayList<>();
    String cursor = null;
    do {
      JsonNode page =
          json(await(house.reading.events("ana", null, null, null, cursor, 5)).orElseThrow());
      page.get("events").forEach(event -> times.add(event.get("occurredAt").textValue()));
      cursor = page.get("nextCursor").textValue();
    } while (cursor != null);

    assertThat(times).hasSize(16).doesNotHaveDuplicates();
    assertThat(times.get(0)).isEqualTo("2026-02-14T12:30:00Z");
    assertThat(times.get(15)).isEqualTo("2026-01-02T10:00:00Z");
  }

  @Test
  void noEventOfThatTypeIsAnEmptyPage() {
    JsonNode page =
        json(await(house.reading.events("ana", "Never Sent", null, null, null, 5)).orElseThrow());

    assertThat(page.get("events")).isEmpty();
  }

  @Test
  void theTrendIsWhatDecidingOnEachDayWouldHaveSaid() {
    JsonNode trend =
        json(
            await(
                    house.reading.scores(
                        "ana", null, LocalDate.parse("2025-12-30"), LocalDate.parse("2026-03-01")))
                .orElseThrow());

    // The day of sign-up itself has no score: nothing was known at its midnight.
    assertThat(trend.at("/scores/0/asOf").textValue()).isEqualTo("2026-01-03T00:00:00Z");
    for (JsonNode day : trend.get("scores")) {
      Answer answer = house.decide(House.asking("ana", Instant.parse(day.get("asOf").textValue())));
      JsonNode score = json(answer.json()).get("score");
      assertThat(day.get("score")).isEqualTo(score.get("value"));
      assertThat(day.get("raw")).isEqualTo(score.get("raw"));
    }
  }

  @Test
  void aTrendOfTooManyDaysIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                house.reading.scores(
                    "ana", null, LocalDate.parse("2025-01-01"), LocalDate.parse("2026-01-02")))
        .withMessageContaining("366");
  }

  private LatestDecisions.Filter filter(@Nullable Segment segment, int limit) {
    return new LatestDecisions.Filter(
        "small", segment, null, null, null, LatestDecisions.Sort.SCORE_DESCENDING, null, limit);
  }

  @Test
  void customersArePagedByScore() {
    await(house.bulk.decideAll(null, House.MIDNIGHT, "tests", (done, total) -> {}));

    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      JsonNode page = json(await(house.reading.customers(filter(null, 1), cursor)));
      page.get("customers").forEach(row -> ids.add(row.get("customerId").textValue()));
      cursor = page.get("nextCursor").textValue();
    } while (cursor != null);

    assertThat(ids).containsExactly("ben", "ana");
  }

  @Test
  void customersOfASegmentAreListed() {
    await(house.bulk.decideAll(null, House.MIDNIGHT, "tests", (done, total) -> {}));

    JsonNode page = json(await(house.reading.customers(filter(Segment.CHURN_RISK, 10), null)));

    assertThat(page.get("customers")).hasSize(1);
    assertThat(page.at("/customers/0/customerId").textValue()).isEqualTo("ana");
  }

  @Test
  void aPopulationIsCounted() {
    await(house.bulk.decideAll(null, House.MIDNIGHT, "tests", (done, total) -> {}));

    JsonNode population = json(await(house.reading.population(null)));

    assertThat(population.get("customers").longValue()).isEqualTo(2);
    assertThat(population.at("/segments/1/levels/0/customers").longValue()).isEqualTo(1);
    assertThat(population.at("/oldestAsOf").textValue()).isEqualTo("2026-03-01T00:00:00Z");
  }

  @Test
  void rulebasesAreToldWithTheirCards() {
    JsonNode rulebases = json(await(house.reading.rulebases()));

    assertThat(rulebases.get("default").textValue()).isEqualTo("small");
    assertThat(rulebases.at("/rulebases/0/rules")).hasSize(house.rulebase().cards().size());
  }

  @Test
  void anUnknownRulebaseFails() {
    assertThatThrownBy(() -> await(house.reading.population("large")))
        .isInstanceOf(UnknownRulebaseException.class);
  }
}
