package org.rapport.decision;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.rapport.model.EventBatch;
import org.rapport.model.IntakeResult;
import org.rapport.store.EventStore;

/** Accepts event batches; a bounded number wait for the database at one time. */
public final class Intake {

  /** How many batches are being stored at one time. */
  static final int MAX_IN_FLIGHT = 64;

  /** How many batches may wait for their turn. */
  static final int MAX_WAITING = 512;

  /** How many events the waiting batches may hold together; a single batch may hold more. */
  static final int MAX_WAITING_EVENTS = 50_000;

  private static final int LEAST_RETRY_SECONDS = 10;
  private static final int MOST_RETRY_SECONDS = 30;

  private final EventStore events;
  private final RulesPool pool;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int inFlight;
  private int waitingEvents;

  private record Waiting(EventBatch batch, Promise<IntakeResult> stored) {}

  /** An intake into this store. */
  public Intake(EventStore events, RulesPool pool) {
    this.events = events;
    this.pool = pool;
  }

  /**
   * Stores a batch; succeeds after the commit.
   *
   * @return fails with {@link OverloadedException} or {@link
   *     org.rapport.store.StoreUnavailableException}
   */
  public Future<IntakeResult> accept(EventBatch batch) {
    Waiting one = new Waiting(batch, Promise.promise());
    synchronized (this) {
      if (inFlight < MAX_IN_FLIGHT) {
        inFlight++;
      } else if (mayWait(batch)) {
        waiting.add(one);
        waitingEvents += batch.events().size();
        return pool.toldHere(one.stored().future());
      } else {
        return Future.failedFuture(overloaded());
      }
    }
    store(one);
    return pool.toldHere(one.stored().future());
  }

  private boolean mayWait(EventBatch batch) {
    return waiting.size() < MAX_WAITING
        && (waiting.isEmpty() || waitingEvents + batch.events().size() <= MAX_WAITING_EVENTS);
  }

  private void store(Waiting one) {
    Future<IntakeResult> stored;
    try {
      stored = events.append(one.batch());
    } catch (RuntimeException failed) {
      stored = Future.failedFuture(failed);
    }
    stored.onComplete(
        result -> {
          if (result.succeeded()) {
            one.stored().complete(result.result());
          } else {
            one.stored().fail(result.cause());
          }
          Waiting next = next();
          if (next != null) {
            store(next);
          }
        });
  }

  private synchronized @Nullable Waiting next() {
    Waiting next = waiting.poll();
    if (next == null) {
      inFlight--;
    } else {
      waitingEvents -= next.batch().events().size();
    }
    return next;
  }

  private static OverloadedException overloaded() {
    // Different for each, so that those turned away together do not come back together.
    int retryAfterSeconds =
        ThreadLocalRandom.current().nextInt(LEAST_RETRY_SECONDS, MOST_RETRY_SECONDS + 1);
    return new OverloadedException(
        "More events are waiting to be stored than may wait.%nMaybe send them again in %d seconds."
            .formatted(retryAfterSeconds),
        retryAfterSeconds);
  }
}
