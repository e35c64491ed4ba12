package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.store.TestDatabase.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rapport.model.EventBatch;
import org.rapport.model.Explain;
import org.rapport.rules.check.RulebaseSource;

/** Each part of a difference is what its name says, and nothing else. */
class ComparingTest {
  private static final Instant EARLY = Instant.parse("2026-02-10T00:00:00Z");
  private static House house;

  @BeforeAll
  static void open() {
    house = new House();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static UUID decided(String customer, Instant asOf) {
    return house.decide(House.asking(customer, asOf)).decisionId();
  }

  private static JsonNode changes(UUID later, UUID earlier) {
    try {
      return new ObjectMapper()
          .readTree(await(house.understanding.changesSince(later, earlier)).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double part(JsonNode changes, String name) {
    return changes.at("/parts/" + name).asDouble();
  }

  private static void watched(String customer, String at) {
    await(
        house.intake.accept(
            new EventBatch(
                House.NOW,
                List.of(House.event(customer, "Lesson Watched", at, Map.of())),
                List.of())));
  }

  @Test
  void whenNothingHappened_allIsPassingOfTime() {
    house.learner("time", "monthly", 5);
    UUID early = decided("time", EARLY);

    JsonNode changes = changes(decided("time", Instant.parse("2026-02-20T00:00:00Z")), early);

    assertThat(part(changes, "passingOfTime"))
        .isNegative()
        .isEqualTo(changes.at("/difference").asDouble());
    assertThat(part(changes, "behaviour")).isZero();
    assertThat(changes.at("/contributions/0/kind").asText()).isEqualTo("changed");
  }

  @Test
  void whatCameLate_isToldFromWhatWasDoneInBetween() {
    house.learner("late", "monthly", 5);
    UUID early = decided("late", EARLY);
    watched("late", "2026-02-07T10:00:00Z");
    UUID sameInstant = decided("late", EARLY);
    watched("late", "2026-02-15T10:00:00Z");
    UUID later = decided("late", Instant.parse("2026-02-20T00:00:00Z"));

    JsonNode lateOnly = changes(sameInstant, early);
    JsonNode both = changes(later, early);

    assertThat(part(lateOnly, "lateArrivals"))
        .isPositive()
        .isEqualTo(lateOnly.at("/difference").asDouble());
    assertThat(part(both, "lateArrivals")).isEqualTo(part(lateOnly, "lateArrivals"));
    assertThat(part(both, "behaviour")).isPositive();
    assertThat(part(both, "passingOfTime")).isNegative();
  }

  @Test
  void rulesThatChanged_areAPartOfTheirOwn_andReplayTellsTheSame() {
    house.learner("rules", "yearly", 5);
    LiveRulebases before = house.deciding(generous());
    Decider decider = new Decider(before, house.stores, house.pool, house.clock);
    UUID early = await(decider.decide(House.asking("rules", EARLY), "tests")).decisionId();
    String version = before.get("small").ref().version();
    house.kept.put(version, generous());
    UUID now = decided("rules", EARLY);

    JsonNode changes = changes(now, early);
    JsonNode replayed = replay(early, house.rulebase().ref().version());

    assertThat(part(changes, "rulesChanged"))
        .isEqualTo(-4)
        .isEqualTo(changes.at("/difference").asDouble());
    assertThat(replayed.at("/ownBuild").asBoolean()).isFalse();
    assertThat(replayed.at("/same").asBoolean()).isFalse();
    assertThat(replayed.at("/difference/parts/rulesChanged").asDouble()).isEqualTo(-4);
    assertThat(replay(early, null).at("/same").asBoolean()).isTrue();
  }

  private static JsonNode replay(UUID id, @Nullable String version) {
    try {
      return new ObjectMapper()
          .readTree(await(house.understanding.replay(id, version)).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rulebase as it was when a yearly plan was worth 9 points. */
  private static RulebaseSource generous() {
    RulebaseSource source = SmallRulebase.source();
    TreeMap<String, String> files = new TreeMap<>(source.files());
    files.compute(
        "weights.drl", (file, text) -> String.valueOf(text).replace("once( 5 )", "once( 9 )"));
    return new RulebaseSource("small", files);
  }

  @Test
  void twoCustomers_areComparedInTheSameForm() {
    house.learner("her", "yearly", 20);
    house.learner("him", "monthly", 3);

    JsonNode changes = changes(decided("her", House.MIDNIGHT), decided("him", House.MIDNIGHT));

    assertThat(changes.at("/sameCustomer").asBoolean()).isFalse();
    assertThat(part(changes, "behaviour")).isEqualTo(changes.at("/difference").asDouble());
    assertThat(changes.at("/contributions").findValuesAsText("kind"))
        .containsExactly("changed", "added");
  }

  @Test
  void aFallbackOfTheClock_isReplayedWithItsCauseFromTheRecord() {
    house.learner("slow", "monthly", 3);
    UUID id =
        house
            .decide(
                new DecisionRequest(
                    "slow", null, EARLY, null, null, new TreeMap<>(), 1, Explain.SUMMARY, 1, null))
            .decisionId();

    // Fast machines may decide within the millisecond: the replay is the same either way.
    assertThat(replay(id, null).at("/same").asBoolean()).isTrue();
  }
}
