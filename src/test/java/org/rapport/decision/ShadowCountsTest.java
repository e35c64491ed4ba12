package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.store.TestDatabase.await;

import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapport.model.Caller;
import org.rapport.model.Millionths;
import org.rapport.population.ShadowReport;

/** What a shadow's report counts is what all nodes decided, and outlives them. */
class ShadowCountsTest {
  private static final Caller ADA = Caller.commandLine("ada");

  /** Longer than any machine takes; a report that never comes true fails the test. */
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private House house;

  @BeforeEach
  void open() {
    house = new House();
    for (int customer = 0; customer < 6; customer++) {
      house.learner("c" + customer, "yearly", 3 + customer);
    }
  }

  @AfterEach
  void close() {
    house.close();
  }

  /** A node of its own on the same database. */
  private record OneNode(Decider decider, Shadows shadows) {}

  private OneNode node() {
    Decider decider = new Decider(house.rulebases, house.stores, house.pool, house.clock);
    Shadows shadows =
        house.workshop.shadows(
            house.database.vertx(), house.database.database(), house.rulebases, house.clock);
    decider.beside(shadows);
    await(shadows.follow().map(""));
    return new OneNode(decider, shadows);
  }

  private static void decide(OneNode node, String customerId) {
    await(node.decider().decide(House.asking(customerId, House.NOW), "tests"));
  }

  private static ShadowReport report(OneNode node, long decisions) {
    long until = System.nanoTime() + PATIENCE_NANOS;
    ShadowReport report = await(node.shadows().report("small"));
    while (report.decisions() < decisions && System.nanoTime() < until) {
      report = await(node.shadows().report("small"));
    }
    return report;
  }

  @Test
  void reportsOfTwoNodesAddUpAndOutliveThem() {
    Drafts drafts = house.workshop.drafts();
    long draft =
        await(
                drafts.create(
                    "small", "T", new TreeMap<>(SmallRulebase.heavier().files()), ADA, null))
            .draft()
            .id();
    await(drafts.test("small", draft, ADA));
    OneNode one = node();
    await(one.shadows().start("small", draft, (int) Millionths.ONE, ADA));
    OneNode other = node();
    for (int customer = 0; customer < 4; customer++) {
      decide(one, "c" + customer);
    }
    assertThat(report(one, 4).decisions()).isEqualTo(4);
    decide(other, "c4");
    decide(other, "c5");

    ShadowReport told = report(other, 6);
    assertThat(told.decisions()).isEqualTo(6);
    assertThat(told.scoreDiffers()).isEqualTo(6);
    assertThat(told.shifts().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(6);
    assertThat(told.matrices())
        .allSatisfy(
            matrix ->
                assertThat(
                        matrix.cells().values().stream()
                            .flatMap(row -> row.values().stream())
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(6));
    assertThat(told.actions().values().stream().mapToLong(each -> each.was()).sum()).isEqualTo(6);
    assertThat(told.slowestMicros()).isPositive();
    assertThat(report(other, 6)).as("asking adds nothing").isEqualTo(told);

    OneNode later = node();
    assertThat(report(later, 6).decisions()).as("after a restart").isEqualTo(6);
    assertThat(report(later, 6).shifts()).isEqualTo(told.shifts());

    await(later.shadows().stop("small", ADA));
    assertThat(house.count("shadow_count")).isZero();
  }
}
