package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

class GateTest {

  private final Gate gate = new Gate(1, "decisions", 2);

  @Test
  void whoComesWhenItIsFullIsToldWhenToComeAgain() {
    Promise<String> first = Promise.promise();
    Future<String> inside = gate.pass(first::future);

    Future<String> turnedAway = gate.pass(() -> Future.succeededFuture("second"));
    assertThat(turnedAway.cause())
        .isInstanceOfSatisfying(
            OverloadedException.class,
            overloaded -> assertThat(overloaded.retryAfterSeconds()).isEqualTo(2));

    first.complete("first");
    assertThat(inside.result()).isEqualTo("first");
    assertThat(gate.pass(() -> Future.succeededFuture("third")).result()).isEqualTo("third");
  }

  @Test
  void whatThrowsLeavesTheGate() {
    Future<String> failed =
        gate.pass(
            () -> {
              throw new IllegalStateException("broken");
            });

    assertThat(failed.cause()).hasMessage("broken");
    assertThat(gate.pass(() -> Future.succeededFuture("next")).result()).isEqualTo("next");
  }
}
