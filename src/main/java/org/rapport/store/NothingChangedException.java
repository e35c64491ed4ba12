package org.rapport.store;

import io.vertx.core.Future;

/** Ends a transaction whose condition did not hold, so that nothing of it stays. */
final class NothingChangedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NothingChangedException() {
    super("The condition did not hold.", null, false, false);
  }

  /** The same answer, false in place of this exception. */
  static Future<Boolean> toFalse(Future<Boolean> work) {
    return work.recover(
        failure -> {
          for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof NothingChangedException) {
              return Future.succeededFuture(false);
            }
          }
          return Future.failedFuture(failure);
        });
  }
}
