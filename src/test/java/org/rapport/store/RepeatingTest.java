package org.rapport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.store.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatingTest {
  private static final int STEPS = 200_000;

  private final AtomicInteger taken = new AtomicInteger();

  @Test
  void manyStepsThatAreDoneAtOnce() {
    await(Repeating.whileTrue(() -> Future.succeededFuture(taken.incrementAndGet() < STEPS)));
    assertThat(taken).hasValue(STEPS);
  }

  @Test
  void manyStepsThatAreDoneLater() {
    Vertx vertx = Vertx.vertx();
    try {
      await(Repeating.whileTrue(() -> later(vertx)));
      assertThat(taken).hasValue(STEPS);
    } finally {
      await(vertx.close());
    }
  }

  private Future<Boolean> later(Vertx vertx) {
    Promise<Boolean> step = Promise.promise();
    vertx.runOnContext(now -> step.complete(taken.incrementAndGet() < STEPS));
    return step.future();
  }

  @Test
  void afterAFailureNothingFollows() {
    Future<Void> all =
        Repeating.whileTrue(
            () ->
                taken.incrementAndGet() < 3
                    ? Future.succeededFuture(true)
                    : Future.failedFuture(new IllegalStateException("the third")));
    assertThatThrownBy(() -> await(all)).hasMessageContaining("the third");
    assertThat(taken).hasValue(3);
  }
}
