package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.UUID;

/**
 * The decision log: many decisions are committed together, and each is told only after the commit.
 */
public final class DecisionLog {

  /** A log on this database; its queue is bounded. */
  public DecisionLog(Vertx vertx, Database database) {}

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

  /**
   * Puts a decision on record; succeeds after the commit. Fails with {@link
   * StoreUnavailableException} when the queue is full or the database does not answer.
   */
  public Future<Appended> append(DecisionRecord record) {
    throw new UnsupportedOperationException(record.toString());
  }

  /** A decision by its id. */
  public Future<Optional<Stored>> find(UUID decisionId) {
    throw new UnsupportedOperationException(decisionId.toString());
  }

  /** What an idempotency key stands for: empty, or Repeat, or KeyReused. */
  public Future<Optional<Appended>> findByKey(
      String caller, DecisionRecord.Idempotency idempotency) {
    throw new UnsupportedOperationException(caller + idempotency);
  }
}
