package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Event;
import org.rapport.model.EventBatch;
import org.rapport.model.IntakeResult;
import org.rapport.model.Rejection;
import org.rapport.model.Subject;

/** Takes event batches in: each part of a batch in one transaction of few round trips. */
final class EventAppender {
  /** The most events and attributes that one transaction takes. */
  private static final int MAX_ROWS = 5_000;

  private final Database database;
  private final EventTypes types;
  private final Extracts extracts;
  private final EventPartitions partitions;
  private volatile byte @Nullable [] secret;

  EventAppender(Database database, EventTypes types, Extracts extracts) {
    this.database = database;
    this.types = types;
    this.extracts = extracts;
    this.partitions = new EventPartitions(database.writes());
  }

  Future<IntakeResult> append(EventBatch batch) {
    List<Rejection> rejected = new ArrayList<>(batch.rejected());
    List<Event> storable = new ArrayList<>();
    for (Event event : batch.events()) {
      Storable.problem(event).ifPresentOrElse(rejected::add, () -> storable.add(event));
    }
    Future<IntakeResult> result = Future.succeededFuture(new IntakeResult(0, 0, rejected));
    for (List<Event> part : EventChunk.split(storable, MAX_ROWS)) {
      result =
          result.compose(
              before -> appendPart(batch.receivedAt(), part).map(after -> plus(before, after)));
    }
    return result;
  }

  private static IntakeResult plus(IntakeResult one, IntakeResult other) {
    List<Rejection> rejected = new ArrayList<>(one.rejected());
    rejected.addAll(other.rejected());
    return new IntakeResult(
        one.accepted() + other.accepted(), one.duplicates() + other.duplicates(), rejected);
  }

  private Future<IntakeResult> appendPart(Instant receivedAt, List<Event> events) {
    Set<String> typeNames = new HashSet<>();
    Set<LocalDate> months = new HashSet<>();
    for (Event event : events) {
      if (event.content() instanceof Event.Occurrence occurrence) {
        typeNames.add(occurrence.eventType());
        months.add(LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC).withDayOfMonth(1));
      }
    }
    // Names and partitions are made outside the transaction: they are shared by all, and waiting
    // for
    // them must not hold up what the transaction has locked.
    Future<Map<String, Integer>> typeRefs =
        StoreFailures.translate(
            partitions.ensure(months).compose(made -> types.refsOfComing(typeNames)));
    return StoreFailures.translate(keys())
        .map(keys -> new EventChunk(receivedAt, events, keys))
        .compose(
            chunk ->
                typeRefs.compose(
                    refs ->
                        StoreFailures.translate(
                            database.inTransaction(connection -> take(connection, chunk, refs)))));
  }

  private Future<MessageKeys> keys() {
    byte[] known = secret;
    if (known != null) {
      return Future.succeededFuture(new MessageKeys(known));
    }
    return database
        .writes()
        .preparedQuery(EventSql.SECRET)
        .execute()
        .map(
            rows -> {
              byte[] read =
                  MessageKeys.unwrap(
                      database.secrets(), rows.iterator().next().getBuffer(0).getBytes());
              secret = read;
              return new MessageKeys(read);
            });
  }

  private Future<IntakeResult> take(
      SqlConnection connection, EventChunk chunk, Map<String, Integer> typeRefs) {
    Future<Map<Integer, Map<String, Integer>>> registered = extracts.lockShared(connection);
    Future<Map<UUID, Long>> stored = addKeys(connection, chunk.firsts());
    return Future.join(registered, stored)
        .compose(
            both -> {
              EventChunk.Sorted sorted = chunk.sort(stored.result());
              IntakeResult result =
                  new IntakeResult(
                      sorted.accepted().size(), sorted.duplicates(), sorted.rejected());
              return sorted.accepted().isEmpty()
                  ? Future.succeededFuture(result)
                  : write(connection, chunk, sorted.accepted(), typeRefs, registered.result())
                      .map(written -> result);
            });
  }

  /** Claims the keys that are new; tells the fingerprints of those that are not. */
  private static Future<Map<UUID, Long>> addKeys(
      SqlConnection connection, List<EventChunk.Keyed> firsts) {
    UUID[] keys = Columns.of(firsts, UUID[]::new, EventChunk.Keyed::key);
    Long[] fingerprints = Columns.of(firsts, Long[]::new, EventChunk.Keyed::fingerprint);
    return connection
        .preparedQuery(EventSql.ADD_KEYS)
        .execute(Columns.tuple(keys, fingerprints))
        .compose(added -> storedBefore(connection, firsts, added));
  }

  private static Future<Map<UUID, Long>> storedBefore(
      SqlConnection connection, List<EventChunk.Keyed> firsts, RowSet<Row> added) {
    Map<UUID, Long> stored = new HashMap<>();
    if (added.size() == firsts.size()) {
      return Future.succeededFuture(stored);
    }
    Set<UUID> fresh = new HashSet<>();
    for (Row row : added) {
      fresh.add(row.getUUID(0));
    }
    UUID[] known =
        firsts.stream()
            .map(EventChunk.Keyed::key)
            .filter(key -> !fresh.contains(key))
            .toArray(UUID[]::new);
    // A statement of its own sees what another transaction committed while the first one waited.
    return connection
        .preparedQuery(EventSql.READ_KEYS)
        .execute(Columns.tuple((Object) known))
        .map(
            rows -> {
              for (Row row : rows) {
                stored.put(row.getUUID(0), row.getLong(1));
              }
              return stored;
            });
  }

  private record Customers(Map<Subject, Long> refs, Map<Long, Instant> firstSeen) {}

  private static Future<Void> write(
      SqlConnection connection,
      EventChunk chunk,
      List<EventChunk.Keyed> accepted,
      Map<String, Integer> typeRefs,
      Map<Integer, Map<String, Integer>> registered) {
    return customers(connection, EventRows.subjects(accepted))
        .compose(
            customers -> {
              EventRows rows = new EventRows(accepted, customers.refs(), typeRefs, registered);
              SortedMap<Long, Instant> earlier = new TreeMap<>(rows.firstSeen);
              earlier.entrySet().removeIf(row -> !isEarlier(row, customers.firstSeen()));
              return EventWriter.write(connection, rows, earlier, chunk.receivedAt())
                  .compose(
                      written ->
                          IntakeCount.add(connection, Collections.min(rows.firstSeen.values())));
            });
  }

  private static boolean isEarlier(Map.Entry<Long, Instant> row, Map<Long, Instant> firstSeen) {
    Instant known = firstSeen.get(row.getKey());
    return known == null || row.getValue().isBefore(known);
  }

  private static @Nullable OffsetDateTime firstSeen(
      Map<Subject, Optional<Instant>> subjects, Subject subject) {
    Optional<Instant> at = subjects.getOrDefault(subject, Optional.empty());
    return at.isPresent() ? Columns.stored(at.get()) : null;
  }

  private static Future<Customers> customers(
      SqlConnection connection, Map<Subject, Optional<Instant>> subjects) {
    List<Subject> wanted =
        subjects.keySet().stream()
            .sorted(Comparator.comparing(Subject::kind).thenComparing(Subject::id))
            .toList();
    String[] kinds = Columns.of(wanted, String[]::new, subject -> Kinds.word(subject.kind()));
    String[] ids = Columns.of(wanted, String[]::new, Subject::id);
    OffsetDateTime[] firstSeen =
        Columns.of(wanted, OffsetDateTime[]::new, subject -> firstSeen(subjects, subject));
    Future<?> added =
        connection
            .preparedQuery(EventSql.ADD_CUSTOMERS)
            .execute(Columns.tuple(kinds, ids, firstSeen));
    Future<RowSet<Row>> read =
        connection.preparedQuery(EventSql.READ_CUSTOMERS).execute(Columns.tuple(kinds, ids));
    return Future.join(added, read)
        .map(
            both -> {
              Customers customers = new Customers(new HashMap<>(), new HashMap<>());
              for (Row row : read.result()) {
                customers.refs().put(wanted.get(row.getInteger(0) - 1), row.getLong(1));
                if (row.getOffsetDateTime(2) != null) {
                  customers.firstSeen().put(row.getLong(1), row.getOffsetDateTime(2).toInstant());
                }
              }
              return customers;
            });
  }
}
