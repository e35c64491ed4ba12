package org.rapport.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;

/**
 * What all requests share to read their bodies: how many bytes may be held, and the few threads
 * that large ones are worked on by, so that neither memory nor event loops give out.
 *
 * @param budget the bytes held
 * @param workers as many threads as there are cores
 */
record Bodies(BodyBudget budget, WorkerExecutor workers) {
  private static final String WORKERS = "rapport-bodies";

  /** For all requests of this process. */
  static Bodies shared(Vertx vertx) {
    return new Bodies(
        BodyBudget.ofThisProcess(),
        vertx.createSharedWorkerExecutor(WORKERS, Runtime.getRuntime().availableProcessors()));
  }

  /** What a piece of work on a body answers. */
  interface Work<T> {
    T run();
  }

  /** Works on a body at once when it is smaller than this, else away from the event loop. */
  <T> Future<T> work(byte[] body, int large, Work<T> work) {
    if (body.length >= large) {
      return workers.executeBlocking(work::run, false);
    }
    try {
      return Future.succeededFuture(work.run());
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}
