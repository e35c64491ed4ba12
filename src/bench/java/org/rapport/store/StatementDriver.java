package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Event;
import org.rapport.model.Subject;

/**
 * Drives the intake's own statements without the intake: all parameters are worked out ahead, so
 * that only PostgreSQL and its client work while it is measured. The texts are the product's own.
 */
public final class StatementDriver {
  /** A statement with its parameters. */
  private record Statement(String sql, Tuple parameters) {}

  /** A batch with its parameters worked out. */
  private record Ready(Tuple keys, Tuple customers, Tuple ids, List<Statement> writes) {}

  private final Database database;
  private final Extracts extracts = new Extracts();
  private final Map<Subject, Long> refs = new HashMap<>();
  private Map<String, Integer> types = new HashMap<>();
  private Map<Integer, Map<String, Integer>> registered = new HashMap<>();
  private List<Ready> ready = List.of();
  private int next;

  /** A driver on a database whose customers and event types are stored already. */
  public StatementDriver(Vertx vertx, DatabaseSettings settings) {
    this.database = Database.connect(vertx, settings, BareService.SECRETS);
  }

  /** Works out the parameters of these batches; what was left of others is dropped. */
  public Future<Void> prepare(List<List<Event>> batches, Instant receivedAt) {
    Set<String> names = new HashSet<>();
    Set<LocalDate> months = new HashSet<>();
    for (List<Event> batch : batches) {
      for (Event event : batch) {
        names.add(((Event.Occurrence) event.content()).eventType());
        months.add(LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC).withDayOfMonth(1));
      }
    }
    return new EventPartitions(database.writes())
        .ensure(months)
        .compose(made -> new EventTypes(database.writes()).refs(names))
        .compose(
            found -> {
              types = found;
              return customers();
            })
        .compose(known -> database.writes().withTransaction(extracts::lockShared))
        .compose(
            found -> {
              registered = found;
              return database.writes().preparedQuery(EventSql.SECRET).execute();
            })
        .map(
            rows -> {
              MessageKeys keys = new MessageKeys(rows.iterator().next().getBuffer(0).getBytes());
              List<Ready> made = new ArrayList<>();
              batches.forEach(batch -> made.add(ready(batch, keys, receivedAt)));
              ready = made;
              next = 0;
              return null;
            });
  }

  private Future<Void> customers() {
    return database
        .writes()
        .query("SELECT id, ref FROM customer WHERE kind = 'customer'")
        .execute()
        .map(
            rows -> {
              for (Row row : rows) {
                refs.put(Subject.customer(row.getString(0)), row.getLong(1));
              }
              return null;
            });
  }

  private Ready ready(List<Event> batch, MessageKeys keys, Instant receivedAt) {
    EventChunk chunk = new EventChunk(receivedAt, batch, keys);
    List<EventChunk.Keyed> firsts = chunk.firsts();
    List<EventChunk.Keyed> accepted = chunk.sort(Map.of()).accepted();
    List<Subject> wanted =
        EventRows.subjects(accepted).keySet().stream()
            .sorted(Comparator.comparing(Subject::kind).thenComparing(Subject::id))
            .toList();
    String[] kinds = Columns.of(wanted, String[]::new, subject -> Kinds.word(subject.kind()));
    String[] ids = Columns.of(wanted, String[]::new, Subject::id);
    Map<Subject, Instant> earliest = new HashMap<>();
    accepted.forEach(
        keyed ->
            earliest.merge(
                keyed.event().subject(),
                keyed.event().occurredAt(),
                (one, other) -> one.isBefore(other) ? one : other));
    List<Statement> writes = new ArrayList<>();
    EventWriter.write(
        noting(writes),
        new EventRows(accepted, refs, types, registered),
        new TreeMap<>(),
        receivedAt);
    return new Ready(
        Columns.tuple(
            Columns.of(firsts, java.util.UUID[]::new, EventChunk.Keyed::key),
            Columns.of(firsts, Long[]::new, EventChunk.Keyed::fingerprint)),
        Columns.tuple(
            kinds,
            ids,
            Columns.of(
                wanted,
                java.time.OffsetDateTime[]::new,
                subject -> Columns.stored(earliest.getOrDefault(subject, receivedAt)))),
        Columns.tuple(kinds, ids),
        writes);
  }

  /** A connection that only notes what it is to do. */
  @SuppressWarnings("unchecked")
  private static SqlConnection noting(List<Statement> statements) {
    ClassLoader loader = StatementDriver.class.getClassLoader();
    return (SqlConnection)
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {SqlConnection.class},
            (connection, prepare, sql) ->
                (PreparedQuery<RowSet<Row>>)
                    Proxy.newProxyInstance(
                        loader,
                        new Class<?>[] {PreparedQuery.class},
                        (query, execute, parameters) -> {
                          statements.add(new Statement((String) sql[0], (Tuple) parameters[0]));
                          return Future.succeededFuture();
                        }));
  }

  private synchronized @Nullable Ready take() {
    return next < ready.size() ? ready.get(next++) : null;
  }

  /** Takes all prepared batches in, by the intake's own statements in its own order. */
  public Future<Void> intake(int concurrency) {
    return all(concurrency, this::intake);
  }

  /** Inserts the events alone: no keys, no customers, no activity. */
  public Future<Void> eventsOnly(int concurrency) {
    return all(
        concurrency,
        batch ->
            database
                .writes()
                .withTransaction(
                    connection ->
                        write(
                            connection,
                            batch.writes().stream()
                                .filter(write -> write.sql().equals(EventSql.ADD_EVENTS))
                                .toList())));
  }

  private Future<Void> all(int concurrency, java.util.function.Function<Ready, Future<Void>> work) {
    List<Future<?>> lines = new ArrayList<>();
    for (int i = 0; i < concurrency; i++) {
      lines.add(rest(work));
    }
    return Future.join(lines).mapEmpty();
  }

  private Future<Void> rest(java.util.function.Function<Ready, Future<Void>> work) {
    Ready batch = take();
    return batch == null ? Future.succeededFuture() : work.apply(batch).compose(done -> rest(work));
  }

  private Future<Void> intake(Ready batch) {
    return database
        .writes()
        .withTransaction(
            connection ->
                Future.join(
                        extracts.lockShared(connection),
                        execute(connection, EventSql.ADD_KEYS, batch.keys()))
                    .compose(
                        claimed ->
                            Future.join(
                                execute(connection, EventSql.ADD_CUSTOMERS, batch.customers()),
                                execute(connection, EventSql.READ_CUSTOMERS, batch.ids())))
                    .compose(known -> write(connection, batch.writes())));
  }

  private static Future<Void> write(SqlConnection connection, List<Statement> statements) {
    List<Future<?>> written = new ArrayList<>();
    statements.forEach(
        statement -> written.add(execute(connection, statement.sql(), statement.parameters())));
    return Future.join(written).mapEmpty();
  }

  private static Future<RowSet<Row>> execute(
      SqlConnection connection, String sql, Tuple parameters) {
    return connection.preparedQuery(sql).execute(parameters);
  }

  /** Closes its connections. */
  public Future<Void> close() {
    return database.close();
  }
}
