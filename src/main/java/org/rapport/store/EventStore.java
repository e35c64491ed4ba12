package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.model.EventBatch;
import org.rapport.model.Extract;
import org.rapport.model.IntakeResult;

/** Events in and out. */
public final class EventStore {
  private static final int MAX_EVENTS = 1_000;

  /** The greatest UUID as PostgreSQL orders them. */
  private static final UUID LAST_KEY = new UUID(-1L, -1L);

  private final Database database;
  private final EventAppender appender;
  private final ExtractKeeper keeper;

  /** A store on this database. */
  public EventStore(Database database) {
    this.database = database;
    EventTypes types = new EventTypes(database.writes());
    this.appender = new EventAppender(database, types, new Extracts());
    this.keeper = new ExtractKeeper(database, types);
  }

  /**
   * Stores a batch: events, message keys, daily activity, extracts, attributes, links and accounts,
   * all of an event in one transaction. A batch of more than 5,000 rows takes several; after a
   * failure it is sent again, and what was stored already then counts as duplicate. A repeat of a
   * (source, message id) is counted as a duplicate; one that names another subject or event type is
   * rejected as {@code message-id-reused}.
   *
   * @return what became of it, the batch's own rejections first; fails with {@link
   *     StoreUnavailableException} when the database does not answer
   */
  public Future<IntakeResult> append(EventBatch batch) {
    return appender.append(batch);
  }

  /**
   * Asks that these properties be kept at hand from now on, and brings in those of the events that
   * are stored already; meanwhile nothing is appended. What was asked for before stays.
   */
  public Future<Void> keep(SortedSet<Extract> extracts) {
    return keeper.keep(extracts);
  }

  /** The names of the event types that ever came in, at most 10,000, by name. */
  public Future<SortedSet<String>> eventTypes() {
    return StoreFailures.translate(
        database
            .reads()
            .query(EventTypes.COME_IN)
            .execute()
            .map(
                rows -> {
                  SortedSet<String> names = new TreeSet<>();
                  rows.forEach(row -> names.add(row.getString(0)));
                  return names;
                }));
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
   * A customer's events with those of linked ids, newest first, ties by key, greatest first.
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
    if (!Storable.canStore(customerId) || (eventType != null && !Storable.canStore(eventType))) {
      return Future.succeededFuture(List.of());
    }
    OffsetDateTime last = Columns.limit(Instant.MAX);
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(TimelineSql.EVENTS)
            .execute(
                Columns.tuple(
                    customerId,
                    last,
                    eventType,
                    Columns.limit(from == null ? Instant.MIN : from),
                    to == null ? last : Columns.limit(to),
                    after == null ? last : Columns.limit(after.occurredAt()),
                    after == null ? LAST_KEY : after.key(),
                    Math.min(Math.max(limit, 1), MAX_EVENTS)))
            .map(
                rows -> {
                  List<StoredEvent> events = new ArrayList<>();
                  for (Row row : rows) {
                    events.add(event(row));
                  }
                  return events;
                }));
  }

  private static StoredEvent event(Row row) {
    return new StoredEvent(
        row.getUUID(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getOffsetDateTime(6).toInstant(),
        row.getOffsetDateTime(7).toInstant(),
        row.getString(8));
  }
}
