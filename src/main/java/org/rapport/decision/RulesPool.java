package org.rapport.decision;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/**
 * The threads that rules run on, one for each core: never an event loop. How much may wait for them
 * is for those who ask to bound, by a {@link Gate}.
 */
public final class RulesPool {

  private final Vertx vertx;
  private final WorkerExecutor workers;

  /** A pool of so many threads. */
  public RulesPool(Vertx vertx, int threads) {
    this(vertx, "rules", threads);
  }

  /** A pool of its own, whose threads bear this name. */
  public RulesPool(Vertx vertx, String name, int threads) {
    this.vertx = vertx;
    this.workers = vertx.createSharedWorkerExecutor(name, threads);
  }

  /** Does the work on one of the threads. */
  <T> Future<T> run(Callable<T> work) {
    return workers.executeBlocking(work, false);
  }

  /** The same result, told on the context of whoever asks now, whichever thread brings it about. */
  <T> Future<T> toldHere(Future<T> future) {
    Context here = vertx.getOrCreateContext();
    Promise<T> told = Promise.promise();
    future.onComplete(
        result ->
            here.runOnContext(
                now -> {
                  if (result.succeeded()) {
                    told.complete(result.result());
                  } else {
                    told.fail(result.cause());
                  }
                }));
    return told.future();
  }

  /** Tells when so many milliseconds are over; the answer is for {@link #forget}. */
  long afterMs(int delayMs, Runnable then) {
    return vertx.setTimer(delayMs, timer -> then.run());
  }

  /** Forgets a timer. */
  void forget(long timer) {
    vertx.cancelTimer(timer);
  }
}
