package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/**
 * Takes one step after the other until there is none. Each composed with the one before would be a
 * chain of futures as long as what is worked through, and its end would go through all of them in
 * ever deeper calls.
 */
public final class Repeating {
  private final Supplier<Future<Boolean>> step;
  private final Promise<Void> done = Promise.promise();

  private Repeating(Supplier<Future<Boolean>> step) {
    this.step = step;
  }

  /**
   * Repeats.
   *
   * @param step answers whether there is another one after it
   * @return fails as the first step does that fails; no other follows it
   */
  public static Future<Void> whileTrue(Supplier<Future<Boolean>> step) {
    Repeating repeating = new Repeating(step);
    repeating.goOn();
    return repeating.done.future();
  }

  private void goOn() {
    boolean more = true;
    while (more) {
      Future<Boolean> taken = taken();
      if (!taken.isComplete()) {
        taken.onComplete(
            ended -> {
              if (isToGoOn(taken)) {
                goOn();
              }
            });
        return;
      }
      more = isToGoOn(taken);
    }
  }

  private Future<Boolean> taken() {
    try {
      return step.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private boolean isToGoOn(Future<Boolean> taken) {
    if (taken.failed()) {
      done.tryFail(taken.cause());
      return false;
    }
    if (!taken.result()) {
      done.tryComplete();
    }
    return taken.result();
  }
}
