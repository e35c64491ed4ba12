package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.store.TestDatabase.await;

import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.rapport.model.EventBatch;
import org.rapport.model.IntakeResult;

/** Taking events in, as many as may wait and no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntakeTest {

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
  void empty() {
    house.empty();
  }

  private static EventBatch batch(String customerId) {
    return new EventBatch(
        House.NOW,
        List.of(House.event(customerId, "Lesson Watched", "2026-02-01T12:30:00Z", Map.of())),
        List.of());
  }

  @Test
  void aBatchSentTwiceCountsOnce() {
    assertThat(await(house.intake.accept(batch("ana"))))
        .isEqualTo(new IntakeResult(1, 0, List.of()));
    assertThat(await(house.intake.accept(batch("ana"))))
        .isEqualTo(new IntakeResult(0, 1, List.of()));
  }

  @Test
  void whatIsMoreThanMayWaitIsTurnedAwayAndTheRestIsStored() throws SQLException {
    int places = Intake.MAX_IN_FLIGHT + Intake.MAX_WAITING;
    List<Future<IntakeResult>> taken = new ArrayList<>();
    Future<IntakeResult> oneMore;
    try (Connection other = house.connect()) {
      other.setAutoCommit(false);
      try (var statement = other.createStatement()) {
        statement.execute("LOCK TABLE rapport.message_key IN ACCESS EXCLUSIVE MODE");
      }
      for (int i = 0; i < places; i++) {
        taken.add(house.intake.accept(batch("customer-" + i)));
      }
      oneMore = house.intake.accept(batch("one more"));
      other.rollback();
    }

    assertThatThrownBy(() -> await(oneMore))
        .isInstanceOfSatisfying(
            OverloadedException.class,
            overloaded -> assertThat(overloaded.retryAfterSeconds()).isBetween(10, 30));
    assertThat(taken.stream().mapToInt(each -> await(each).accepted()).sum()).isEqualTo(places);
    assertThat(house.count("event")).isEqualTo(places);
    assertThat(await(house.intake.accept(batch("one more"))).accepted()).isEqualTo(1);
  }
}
