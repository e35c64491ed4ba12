package org.rapport.decision;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Works through items with a bounded number under way at one time. The work must not be done by the
 * time it is handed back, or a long list would be worked through in ever deeper calls.
 *
 * @param <T> an item
 */
final class Window<T> {

  private final Iterator<T> items;
  private final int concurrency;
  private final Function<T, Future<?>> work;
  private final Promise<Void> done = Promise.promise();
  private int underWay;
  private @Nullable Throwable failure;

  private Window(Iterator<T> items, int concurrency, Function<T, Future<?>> work) {
    this.items = items;
    this.concurrency = concurrency;
    this.work = work;
  }

  /**
   * Does the work for each item. After a failure nothing more is begun, and when what is under way
   * has ended, the whole fails with the first failure.
   */
  static <T> Future<Void> forEach(Iterator<T> items, int concurrency, Function<T, Future<?>> work) {
    Window<T> window = new Window<>(items, concurrency, work);
    window.goOn();
    return window.done.future();
  }

  private void goOn() {
    while (true) {
      T item;
      synchronized (this) {
        if (failure != null || !items.hasNext()) {
          finishWhenIdle();
          return;
        }
        if (underWay == concurrency) {
          return;
        }
        underWay++;
        item = items.next();
      }
      work.apply(item).onComplete(result -> ended(result.cause()));
    }
  }

  private void ended(@Nullable Throwable cause) {
    synchronized (this) {
      underWay--;
      if (cause != null && failure == null) {
        failure = cause;
      }
    }
    goOn();
  }

  private void finishWhenIdle() {
    if (underWay > 0) {
      return;
    }
    if (failure == null) {
      done.tryComplete();
    } else {
      done.tryFail(failure);
    }
  }
}
