package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private final AtomicLong nowMs = new AtomicLong(1_000_000);
  private final RateLimits limits = new RateLimits(5, () -> Instant.ofEpochMilli(nowMs.get()));

  private void passes(String key, int calls) {
    for (int i = 0; i < calls; i++) {
      assertThatCode(() -> limits.count(key)).doesNotThrowAnyException();
    }
  }

  private void isTurnedAway(String key) {
    assertThatThrownBy(() -> limits.count(key))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("\"%s\" called more than 5 times a second".formatted(key));
  }

  @Test
  void eachKeyHasItsOwnShareOfTime() {
    passes("one", 10);
    isTurnedAway("one");
    passes("other", 10);
    nowMs.addAndGet(600);
    passes("one", 3);
    isTurnedAway("one");
    nowMs.addAndGet(3_600_000);
    passes("one", 10);
    isTurnedAway("one");
  }

  @Test
  void withoutALimitEverybodyPasses() {
    RateLimits none = new RateLimits(0, () -> Instant.ofEpochMilli(nowMs.get()));
    for (int i = 0; i < 100_000; i++) {
      none.count("one");
    }
  }
}
