package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.store.TestDatabase.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.DriftReport;
import org.rapport.model.Explain;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.BuildStore;
import org.rapport.store.DecisionOrder;

/** A mixed run, with other rules now and then, comes out the same to the byte when replayed. */
class ReplayEvidenceTest {
  private static final int CUSTOMERS = 200;
  private static final int CONCURRENCY = 16;

  @Test
  void everyDecisionOfAMixedRun() {
    replayed(400);
  }

  @Test
  @Tag("evidence")
  void everyDecisionOfALongMixedRun() {
    replayed(100_000);
  }

  private static void replayed(int decisions) {
    try (House house = new House()) {
      for (int i = 0; i < CUSTOMERS; i++) {
        house.learner("c" + i, i % 3 == 0 ? "yearly" : "monthly", 1 + i % 28);
      }
      List<Decider> deciders = new ArrayList<>();
      deciders.add(house.decider);
      for (int points : new int[] {6, 7, 8}) {
        RulebaseSource source = worth(points);
        LiveRulebases then = house.deciding(source);
        house.kept.put(then.get("small").ref().version(), source);
        deciders.add(new Decider(then, house.stores, house.pool, house.clock));
      }
      Random random = new Random(7);
      awaitLong(
          Window.forEach(
              Stream.generate(() -> random.nextInt(Integer.MAX_VALUE)).limit(decisions).iterator(),
              CONCURRENCY,
              number -> decided(deciders, number)));

      DriftReport report = afterARestart(house, decisions);

      System.out.printf(
          "%d decisions replayed: %d the same, %d different, %d versions%n",
          report.all(), report.same(), report.different(), report.byVersion().size());
      assertThat(report.examples()).isEmpty();
      assertThat(report.same()).isEqualTo(decisions);
      assertThat(report.byVersion()).hasSize(deciders.size());
      assertThat(report.clean()).isTrue();
    }
  }

  private static Future<Answer> decided(List<Decider> deciders, int number) {
    List<Explain> depths = List.of(Explain.values());
    Explain explain = depths.get(number % depths.size());
    // One in fifty is in such a hurry that it may become a fallback.
    int timeoutMs = number % 50 == 0 ? 1 : House.MUCH_TIME_MS;
    return deciders
        .get(number / 7 % deciders.size())
        .decide(
            House.asking(
                "c" + number % (CUSTOMERS + 5),
                House.NOW.minus(Duration.ofHours(number / 11 % 900)),
                explain,
                timeoutMs,
                null),
            "tests");
  }

  /** Nothing is left in memory but what a start brings about. */
  private static DriftReport afterARestart(House house, int decisions) {
    LiveRulebases live = await(house.start().start(List.of(SmallRulebase.source()), "small"));
    Understanding understanding =
        new Understanding(
            new RecordedRules(
                live,
                (rulebase, version) ->
                    Future.succeededFuture(Optional.ofNullable(house.kept.get(version))),
                new BuildStore(house.database.database()),
                house.pool),
            Approvals.AS_SHIPPED,
            house.stores,
            house.pool);
    return awaitLong(
        new BulkReplay(new DecisionOrder(house.database.database()), understanding, house.pool)
            .replay(null, decisions + 1L, (done, total) -> {}));
  }

  private static <T> T awaitLong(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  /** The rulebase with another number of points for a yearly plan. */
  private static RulebaseSource worth(int points) {
    RulebaseSource source = SmallRulebase.source();
    TreeMap<String, String> files = new TreeMap<>(source.files());
    files.compute(
        "weights.drl",
        (file, text) -> String.valueOf(text).replace("once( 5 )", "once( " + points + " )"));
    return new RulebaseSource("small", files);
  }
}
