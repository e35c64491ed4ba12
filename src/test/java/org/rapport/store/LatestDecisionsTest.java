package org.rapport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.rapport.store.TestDatabase.await;
import static org.rapport.store.TestDecisions.AT_RISK;
import static org.rapport.store.TestDecisions.CALM;
import static org.rapport.store.TestDecisions.READY;
import static org.rapport.store.TestDecisions.decision;
import static org.rapport.store.TestDecisions.summary;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.store.LatestDecisions.Filter;
import org.rapport.store.LatestDecisions.Latest;
import org.rapport.store.LatestDecisions.Population;
import org.rapport.store.LatestDecisions.Sort;

class LatestDecisionsTest {
  private static final String RULEBASE = "subscription";
  private static TestDatabase test;
  private DecisionLog log;
  private LatestDecisions latest;

  @BeforeAll
  static void open() {
    test = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @BeforeEach
  void empty() {
    test.clear();
    log = new DecisionLog(test.database());
    latest = new LatestDecisions(test.database());
  }

  private void decide(
      long number, String customer, String asOf, String decidedAt, int score, SegmentLevel... in) {
    await(log.append(decision(number, customer, asOf, decidedAt, summary(score, in), null)));
  }

  private List<Latest> list(Sort sort, @Nullable Latest after, int limit) {
    return await(latest.list(new Filter(RULEBASE, null, null, null, null, sort, after, limit)));
  }

  @Test
  void theGreatestAsOfWinsThenTheLaterDecidedThenTheGreaterId() {
    decide(1, "c1", "2026-06-20T00:00:00Z", "2026-06-20T00:00:00Z", 20);
    decide(2, "c1", "2026-06-10T00:00:00Z", "2026-06-30T00:00:00Z", 10);
    assertThat(latestId("c1")).isEqualTo(new UUID(7, 1));
    decide(4, "c1", "2026-06-20T00:00:00Z", "2026-06-21T00:00:00Z", 22);
    decide(3, "c1", "2026-06-20T00:00:00Z", "2026-06-21T00:00:00Z", 23);
    assertThat(latestId("c1")).isEqualTo(new UUID(7, 4));
  }

  @Test
  void aDecisionAsOfTheFutureIsNeverTheLatest() {
    decide(1, "c1", "2026-06-20T00:00:00Z", "2026-06-20T00:00:00Z", 20);
    decide(2, "c1", "2030-01-01T00:00:00Z", "2026-06-21T00:00:00Z", 1);
    decide(3, "c2", "2030-01-01T00:00:00Z", "2026-06-21T00:00:00Z", 1);
    assertThat(list(Sort.CUSTOMER_ID, null, 10))
        .extracting(Latest::decisionId)
        .containsExactly(new UUID(7, 1));
  }

  @Test
  void decisionsOfOneBatchAboutOneCustomerEndInTheLatest() {
    var running = new ArrayList<io.vertx.core.Future<DecisionLog.Appended>>();
    for (int i = 0; i < 200; i++) {
      String asOf = "2026-06-%02dT00:00:00Z".formatted(1 + (i * 7) % 30);
      running.add(log.append(decision(i, "c1", asOf, asOf, summary(1 + i % 100), null)));
    }
    running.forEach(TestDatabase::await);
    Latest last = list(Sort.CUSTOMER_ID, null, 10).get(0);
    assertThat(last.asOf()).isEqualTo("2026-06-30T00:00:00Z");
    String greatest =
        test.query(
            "SELECT max(decision_id::text) FROM rapport.decision WHERE as_of ="
                + " '2026-06-30T00:00:00Z'");
    assertThat(last.decisionId()).hasToString(greatest);
  }

  private UUID latestId(String customer) {
    return list(Sort.CUSTOMER_ID, null, 100).stream()
        .filter(row -> row.customerId().equals(customer))
        .findFirst()
        .orElseThrow()
        .decisionId();
  }

  @Test
  void wasInIsTheDecisionStrictlyBeforeOfTheSameRulebase() {
    decide(1, "c1", "2026-06-10T00:00:00Z", "2026-06-10T00:00:00Z", 20, AT_RISK, READY);
    decide(2, "c1", "2026-06-20T00:00:00Z", "2026-06-09T00:00:00Z", 20, CALM);
    assertThat(before("c1", RULEBASE, "2026-06-10T00:00:00Z")).isEmpty();
    assertThat(before("c1", RULEBASE, "2026-06-10T00:00:00.000001Z"))
        .containsExactly(AT_RISK, READY);
    assertThat(before("c1", RULEBASE, "2026-06-20T00:00:00Z")).containsExactly(AT_RISK, READY);
    assertThat(before("c1", RULEBASE, "2026-07-01T00:00:00Z")).containsExactly(CALM);
    assertThat(before("c1", "shop", "2026-07-01T00:00:00Z")).isEmpty();
    assertThat(before("c2", RULEBASE, "2026-07-01T00:00:00Z")).isEmpty();
  }

  private List<SegmentLevel> before(String customer, String rulebase, String asOf) {
    return await(latest.segmentsBefore(customer, rulebase, Instant.parse(asOf)));
  }

  @Test
  void whoIsDecidedAboutAlreadyIsKnown() {
    decide(1, "c1", "2026-06-10T00:00:00Z", "2026-06-10T00:00:00Z", 20);
    decide(2, "c2", "2026-06-11T00:00:00Z", "2026-06-13T00:00:00Z", 20);
    Instant asOf = Instant.parse("2026-06-10T00:00:00Z");
    List<String> asked = List.of("c1", "c2", "c3");
    assertThat(await(latest.decidedAsOf(asked, RULEBASE, "sha256:v1", asOf))).containsExactly("c1");
    assertThat(await(latest.decidedAsOf(asked, RULEBASE, "sha256:v2", asOf))).isEmpty();
  }

  @Test
  void everySortPagesThroughAllOnce() {
    for (int i = 0; i < 25; i++) {
      String decidedAt = "2026-06-11T00:00:%02dZ".formatted(i % 4);
      decide(i, "c" + i, "2026-06-10T00:00:00Z", decidedAt, 1 + i % 5);
    }
    for (Sort sort : Sort.values()) {
      List<Latest> whole = list(sort, null, 1_000);
      List<Latest> pages = new ArrayList<>();
      List<Latest> page = list(sort, null, 4);
      while (!page.isEmpty()) {
        pages.addAll(page);
        page = list(sort, page.get(page.size() - 1), 4);
      }
      assertThat(pages).as(sort.name()).isEqualTo(whole).hasSize(25).doesNotHaveDuplicates();
    }
    assertThat(list(Sort.SCORE_DESCENDING, null, 1).get(0).customerId()).isEqualTo("c14");
    assertThat(list(Sort.SCORE_ASCENDING, null, 1).get(0).customerId()).isEqualTo("c0");
    assertThat(list(Sort.DECIDED_AT_DESCENDING, null, 1).get(0).customerId()).isEqualTo("c11");
  }

  @Test
  void filtersNarrowTheList() {
    decide(1, "anna", "2026-06-10T00:00:00Z", "2026-06-10T00:00:00Z", 20, AT_RISK);
    decide(2, "berta", "2026-06-10T00:00:00Z", "2026-06-10T00:00:00Z", 50, CALM, READY);
    decide(3, "an%", "2026-06-10T00:00:00Z", "2026-06-10T00:00:00Z", 90);
    assertThat(ids(Segment.CHURN_RISK, null, null, null)).containsExactly("anna", "berta");
    assertThat(ids(Segment.CHURN_RISK, Level.HIGH, null, null)).containsExactly("anna");
    assertThat(ids(Segment.ADVOCACY, null, null, null)).isEmpty();
    assertThat(ids(null, null, "thriving", null)).containsExactly("an%");
    assertThat(ids(null, null, null, "an")).containsExactly("an%", "anna");
    assertThat(ids(null, null, null, "%")).containsExactly("an%");
    assertThat(ids(null, null, null, "\u0000")).isEmpty();
  }

  private List<String> ids(
      @Nullable Segment segment,
      @Nullable Level level,
      @Nullable String band,
      @Nullable String contains) {
    Filter filter =
        new Filter(RULEBASE, segment, level, band, contains, Sort.CUSTOMER_ID, null, 1_000);
    return await(latest.list(filter)).stream().map(Latest::customerId).toList();
  }

  @Test
  void thePopulationIsCountedUp() {
    assertThat(await(latest.population(RULEBASE)).customers()).isZero();
    assertThat(await(latest.population(RULEBASE)).oldestAsOf()).isNull();
    decide(1, "c1", "2026-06-10T00:00:00Z", "2026-06-10T00:00:00Z", 20, AT_RISK, READY);
    decide(2, "c2", "2026-06-11T00:00:00Z", "2026-06-13T00:00:00Z", 20, CALM);
    decide(3, "c3", "2026-06-12T00:00:00Z", "2026-06-13T00:00:00Z", 90, CALM);
    decide(4, "c3", "2026-06-01T00:00:00Z", "2026-06-13T00:00:00Z", 1, AT_RISK);
    Population population = await(latest.population(RULEBASE));
    assertThat(population.customers()).isEqualTo(3);
    assertThat(population.scores()).containsExactly(entry(20, 2L), entry(90, 1L));
    assertThat(population.bands()).containsExactly(entry("fading", 2L), entry("thriving", 1L));
    assertThat(population.phases()).containsExactly(entry("PAYING", 3L));
    assertThat(population.evidence()).containsExactly(entry("ok", 3L));
    assertThat(population.segments()).containsOnlyKeys("churn-risk", "upsell");
    assertThat(population.segments().get("churn-risk"))
        .containsExactly(entry("high", 1L), entry("low", 2L));
    assertThat(population.actions()).containsExactly(entry("call-customer", 2L));
    assertThat(population.oldestAsOf()).isEqualTo("2026-06-10T00:00:00Z");
    assertThat(population.newestAsOf()).isEqualTo("2026-06-12T00:00:00Z");
  }
}
