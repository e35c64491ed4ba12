package org.rapport.http;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each key may call: so many times a second, and twice as many after a pause. */
final class RateLimits {
  /** How many keys are watched, the last used; more than an installation has. */
  private static final int MAX_KEYS = 10_000;

  private static final int BURST_SECONDS = 2;
  private static final double MILLIS = 1_000;

  private final int perSecond;
  private final InstantSource clock;
  private final Map<String, Allowance> keys =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Allowance> eldest) {
          return size() > MAX_KEYS;
        }
      };

  private record Allowance(double calls, long atMs) {}

  /**
   * Limits of this node.
   *
   * @param perSecond how many calls a second, 0 for as many as they come
   */
  RateLimits(int perSecond, InstantSource clock) {
    this.perSecond = perSecond;
    this.clock = clock;
  }

  /** Counts a call; fails when it is one too many. */
  void count(String key) {
    if (perSecond > 0 && !allows(key)) {
      throw new ProblemException(
          Problem.of(
                  ProblemCode.RATE_LIMITED,
                  "The key \"%s\" called more than %d times a second.%nMaybe call less often, or send more with each call."
                      .formatted(key, perSecond))
              .retryAfter(1));
    }
  }

  private synchronized boolean allows(String key) {
    long now = clock.millis();
    double most = (double) perSecond * BURST_SECONDS;
    Allowance before = keys.getOrDefault(key, new Allowance(most, now));
    double calls =
        Math.min(most, before.calls() + Math.max(0, now - before.atMs()) / MILLIS * perSecond);
    boolean allowed = calls >= 1;
    keys.put(key, new Allowance(allowed ? calls - 1 : calls, now));
    return allowed;
  }
}
