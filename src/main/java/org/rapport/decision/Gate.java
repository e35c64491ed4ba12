package org.rapport.decision;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Lets a bounded number of requests in at one time and turns the others away at once. */
final class Gate {

  private final int limit;
  private final String what;
  private final int retryAfterSeconds;
  private final AtomicInteger inside = new AtomicInteger();

  /**
   * A gate.
   *
   * @param limit how many may be inside
   * @param what what they are, in the plural, for the message to those turned away
   */
  Gate(int limit, String what, int retryAfterSeconds) {
    this.limit = limit;
    this.what = what;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Does the work when there is room; fails with {@link OverloadedException} when there is not. */
  <T> Future<T> pass(Supplier<Future<T>> work) {
    if (inside.incrementAndGet() > limit) {
      inside.decrementAndGet();
      return Future.failedFuture(
          new OverloadedException(
              "%d %s are in the making, and no more may be.%nMaybe try again in %d seconds."
                  .formatted(limit, what, retryAfterSeconds),
              retryAfterSeconds));
    }
    Future<T> done;
    try {
      done = work.get();
    } catch (RuntimeException failed) {
      done = Future.failedFuture(failed);
    }
    return done.onComplete(result -> inside.decrementAndGet());
  }
}
