package org.rapport.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The decision log: many decisions are committed together, and each is told only after the commit.
 * Those that come while earlier ones are being written wait and then go together.
 */
public final class DecisionLog {
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_BATCH = 256;
  private static final long MAX_BATCH_BYTES = 8L * 1024 * 1024;

  /** One batch commits while the next is sent; more would only make the batches smaller. */
  private static final int MAX_IN_FLIGHT = 3;

  private final Database database;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private int inFlight;

  /** A log on this database; its queue is bounded. */
  public DecisionLog(Vertx vertx, Database database) {
    this.database = database;
  }

  /** What appending came to. */
  public sealed interface Appended {
    /** It is on record. */
    record New() implements Appended {}

    /** The idempotency key was used before, with the same request: that decision stands. */
    record Repeat(Stored earlier) implements Appended {}

    /** The idempotency key was used before, with another request: nothing was recorded. */
    record KeyReused() implements Appended {}
  }

  /** A decision on record. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  public record Stored(
      DecisionRecord.Header header, String customerId, byte[] answer, byte[] body) {}

  /** A decision that waits for its commit; it is told on the thread that asked. */
  private record Waiting(
      DecisionRecord record, Promise<Appended> promise, @Nullable Context context) {
    void tell(Appended appended) {
      onOwnThread(() -> promise.complete(appended));
    }

    void fail(Throwable failure) {
      onOwnThread(() -> promise.fail(failure));
    }

    private void onOwnThread(Runnable telling) {
      if (context == null) {
        telling.run();
      } else {
        context.runOnContext(told -> telling.run());
      }
    }

    long bytes() {
      return (long) record.answer().length + record.body().length;
    }
  }

  /**
   * Puts a decision on record; succeeds after the commit. Fails with {@link
   * StoreUnavailableException} when the queue is full or the database does not answer.
   */
  public Future<Appended> append(DecisionRecord record) {
    Waiting waiting = new Waiting(record, Promise.promise(), Vertx.currentContext());
    synchronized (queue) {
      if (queue.size() >= MAX_WAITING) {
        return Future.failedFuture(
            new StoreUnavailableException(
                "%d decisions wait to be recorded already.%nMaybe try again in a few seconds."
                    .formatted(MAX_WAITING),
                null));
      }
      queue.add(waiting);
    }
    sendNext();
    return waiting.promise().future();
  }

  private void sendNext() {
    List<Waiting> batch = new ArrayList<>();
    synchronized (queue) {
      if (inFlight == MAX_IN_FLIGHT) {
        return;
      }
      long bytes = 0;
      Waiting next = queue.peek();
      while (next != null
          && batch.size() < MAX_BATCH
          && (batch.isEmpty() || bytes + next.bytes() <= MAX_BATCH_BYTES)) {
        batch.add(queue.remove());
        bytes += next.bytes();
        next = queue.peek();
      }
      if (batch.isEmpty()) {
        return;
      }
      inFlight++;
    }
    write(batch)
        .onComplete(
            written -> {
              synchronized (queue) {
                inFlight--;
              }
              sendNext();
            });
  }

  /** Writes a batch; a decision that is refused does not take the others with it. */
  private Future<Void> write(List<Waiting> batch) {
    DecisionBatch decisions = new DecisionBatch(batch.stream().map(Waiting::record).toList());
    return StoreFailures.translate(database.inTransaction(decisions::write))
        .transform(
            (answers, failure) -> {
              if (failure == null) {
                for (int i = 0; i < batch.size(); i++) {
                  batch.get(i).tell(answers.get(i));
                }
                return Future.succeededFuture();
              }
              if (batch.size() == 1 || !StoreFailures.isRefused(failure)) {
                batch.forEach(waiting -> waiting.fail(failure));
                return Future.succeededFuture();
              }
              int half = batch.size() / 2;
              return write(batch.subList(0, half))
                  .compose(first -> write(batch.subList(half, batch.size())));
            });
  }

  /** A decision by its id. */
  public Future<Optional<Stored>> find(UUID decisionId) {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(DecisionSql.FIND)
            .execute(Columns.tuple(decisionId))
            .map(
                rows ->
                    rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(DecisionRows.stored(rows.iterator().next()))));
  }

  /** What an idempotency key stands for: empty, or Repeat, or KeyReused. */
  public Future<Optional<Appended>> findByKey(
      String caller, DecisionRecord.Idempotency idempotency) {
    if (!Storable.canStore(caller) || !Storable.canStore(idempotency.key())) {
      return Future.succeededFuture(Optional.empty());
    }
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(DecisionSql.FIND_BY_KEYS)
            .execute(Columns.tuple(new String[] {caller}, new String[] {idempotency.key()}))
            .map(
                rows -> {
                  if (rows.size() == 0) {
                    return Optional.empty();
                  }
                  Row row = rows.iterator().next();
                  return Optional.of(
                      DecisionRows.earlier(
                          DecisionRows.stored(row),
                          row.getBuffer(14).getBytes(),
                          idempotency.requestHash()));
                }));
  }
}
