package org.rapport.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.model.EventBatch;
import org.rapport.model.Extract;
import org.rapport.model.IntakeResult;

/** Events in and out. */
public final class EventStore {

  /** A store on this database. */
  public EventStore(Database database) {}

  /**
   * Stores a batch in one transaction: events, message keys, daily activity, extracts, attributes,
   * links and accounts. A repeat of a (source, message id) is counted as a duplicate; one that
   * names another subject or event type is rejected as {@code message-id-reused}.
   *
   * @return what became of it, the batch's own rejections first; fails with {@link
   *     StoreUnavailableException} when the database does not answer
   */
  public Future<IntakeResult> append(EventBatch batch) {
    throw new UnsupportedOperationException(batch.toString());
  }

  /**
   * Asks that these properties be kept at hand from now on, and brings in those of the events that
   * are stored already. What was asked for before stays.
   */
  public Future<Void> keep(SortedSet<Extract> extracts) {
    throw new UnsupportedOperationException(extracts.toString());
  }

  /**
   * A stored event as it can be read back.
   *
   * @param subjectId the id it came in under: the customer's own or one linked to it
   * @param propertiesJson compact JSON text as received
   */
  public record StoredEvent(
      UUID key,
      String messageId,
      String source,
      String subjectId,
      @Nullable String accountId,
      String eventType,
      Instant occurredAt,
      Instant receivedAt,
      String propertiesJson) {}

  /**
   * Where to go on reading: the place of the last event read.
   *
   * @param occurredAt its time
   * @param key its key
   */
  public record Cursor(Instant occurredAt, UUID key) {}

  /**
   * A customer's events with those of linked ids, newest first, ties by key.
   *
   * @param eventType only this type, when given
   * @param from not before, when given
   * @param to before, when given
   * @param after only what follows this place
   * @param limit 1 to 1,000
   */
  public Future<List<StoredEvent>> events(
      String customerId,
      @Nullable String eventType,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Cursor after,
      int limit) {
    throw new UnsupportedOperationException(customerId);
  }
}
