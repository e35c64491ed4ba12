package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.store.TestDatabase.await;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Deciding about everybody, and going on where a run was broken off. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkDecidingTest {

  private House house;

  @BeforeAll
  void open() {
    house = new House();
  }

  @AfterAll
  void close() {
    house.close();
  }

  @Test
  void everybodyIsDecidedAboutOnceForOneInstant() {
    for (int i = 0; i < 30; i++) {
      house.learner("customer-" + i, i % 2 == 0 ? "yearly" : "monthly", i % 28);
    }
    await(
        house.decider.decide(
            House.asking("customer-3", House.MIDNIGHT), "an earlier run, broken off"));
    AtomicLong last = new AtomicLong();
    AtomicLong total = new AtomicLong();

    BulkDeciding.Counts counts =
        await(
            house.bulk.decideAll(
                null,
                House.MIDNIGHT,
                "tests",
                (done, all) -> {
                  last.accumulateAndGet(done, Math::max);
                  total.set(all);
                }));

    assertThat(counts).isEqualTo(new BulkDeciding.Counts(29, 1, 0));
    assertThat(last).hasValue(30);
    assertThat(total).hasValue(30);
    assertThat(house.count("decision")).isEqualTo(30);

    assertThat(await(house.bulk.decideAll(null, House.MIDNIGHT, "tests", (done, all) -> {})))
        .isEqualTo(new BulkDeciding.Counts(0, 30, 0));
    assertThat(await(house.bulk.decideAll(null, House.NOW, "tests", (done, all) -> {})))
        .isEqualTo(new BulkDeciding.Counts(30, 0, 0));
  }
}
