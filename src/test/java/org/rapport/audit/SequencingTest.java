package org.rapport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.store.TestDatabase.await;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rapport.store.TreeWriter;
import org.rapport.tree.Checkpoint;

class SequencingTest {

  /** Under load something always waits: bringing it in had no end then. */
  @Test
  void decisionsThatComeMeanwhile_waitForTheNextTime() {
    List<Long> sizes = new ArrayList<>();
    try (LoggedHouse house = new LoggedHouse()) {
      Witness busy =
          note -> {
            sizes.add(Checkpoint.read(note, LoggedHouse.KEY.verifier()).size());
            int next = sizes.size() + 1;
            return house.log().append(house.record(next, "customer-" + next)).mapEmpty();
          };
      await(house.log().append(house.record(1, "customer-1")));
      Sequencing sequencing =
          new Sequencing(
              house.database.vertx(),
              new TreeWriter(
                  house.database.database(),
                  LoggedHouse.KEY,
                  Clock.fixed(house.now(), ZoneOffset.UTC)),
              busy);

      await(sequencing.all());
      assertThat(sizes).containsExactly(1L);

      await(sequencing.all());
      assertThat(sizes).containsExactly(1L, 2L);
    }
  }
}
