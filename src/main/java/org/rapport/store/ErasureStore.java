package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.rapport.tree.CanonicalText;
import org.rapport.tree.TreeHash;

/** Erases customers. */
public final class ErasureStore {
  private final Database database;
  private final Secrets secrets;

  /** Erases from this database. */
  public ErasureStore(Database database) {
    this.database = database;
    this.secrets = database.secrets();
  }

  /**
   * What was erased.
   *
   * @param erasureId the leaf's that tells of it
   * @param events how many events were taken away
   * @param subjects what stood for the customer in the log
   */
  public record Erased(UUID erasureId, Instant erasedAt, long events, List<UUID> subjects) {
    public Erased {
      subjects = List.copyOf(subjects);
    }
  }

  /** Whom an erasure takes away. */
  private record Whom(List<Long> refs, List<String> customerIds, Instant earliest) {}

  /**
   * Erases a customer in one transaction; empty when nothing is known of any.
   *
   * @param by the name of the key
   * @return fails with {@link LegalHoldException}
   */
  public Future<Optional<Erased>> erase(String customerId, String by, Instant at) {
    if (!Storable.canStore(customerId)) {
      return Future.succeededFuture(Optional.empty());
    }
    return StoreFailures.translate(
        database.inTransaction(
            connection ->
                whom(connection, customerId, at).compose(whom -> erase(connection, whom, by, at))));
  }

  private static Future<Whom> whom(SqlConnection connection, String customerId, Instant at) {
    return connection
        .query(ErasureSql.PATIENCE)
        .execute()
        .compose(patient -> connection.query(ErasureSql.LOCK).execute())
        .compose(
            locked -> connection.preparedQuery(ErasureSql.WHO).execute(Columns.tuple(customerId)))
        .map(rows -> whom(rows, customerId, at));
  }

  private static Whom whom(RowSet<Row> rows, String customerId, Instant at) {
    List<Long> refs = new ArrayList<>();
    List<String> customerIds = new ArrayList<>(List.of(customerId));
    Instant earliest = at;
    for (Row row : rows) {
      refs.add(row.getLong(0));
      if ("customer".equals(row.getString(1)) && !row.getString(2).equals(customerId)) {
        customerIds.add(row.getString(2));
      }
      if (row.getOffsetDateTime(3) != null
          && row.getOffsetDateTime(3).toInstant().isBefore(earliest)) {
        earliest = row.getOffsetDateTime(3).toInstant();
      }
    }
    return new Whom(refs, customerIds, earliest);
  }

  private Future<Optional<Erased>> erase(
      SqlConnection connection, Whom whom, String by, Instant at) {
    Buffer[] pseudonyms =
        Columns.of(whom.customerIds(), Buffer[]::new, id -> Buffer.buffer(secrets.pseudonym(id)));
    return held(connection, pseudonyms)
        .compose(free -> destroyed(connection, pseudonyms, at))
        .compose(
            subjects ->
                whom.refs().isEmpty() && subjects.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : taken(connection, whom)
                        .map(events -> new Erased(UUID.randomUUID(), at, events, subjects))
                        .compose(erased -> remembered(connection, pseudonyms, by, erased))
                        .map(Optional::of));
  }

  private static Future<Void> held(SqlConnection connection, Buffer[] pseudonyms) {
    return connection
        .preparedQuery(ErasureSql.HOLD)
        .execute(Columns.tuple((Object) pseudonyms))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new LegalHoldException(rows.iterator().next().getString(0))));
  }

  private static Future<List<UUID>> destroyed(
      SqlConnection connection, Buffer[] pseudonyms, Instant at) {
    return connection
        .preparedQuery(ErasureSql.DESTROY)
        .execute(Columns.tuple(pseudonyms, Columns.stored(at)))
        .map(
            rows -> {
              List<UUID> subjects = new ArrayList<>();
              for (Row row : rows) {
                subjects.add(row.getUUID(0));
              }
              return subjects;
            });
  }

  /** Takes away all that is stored by the customer; the answer is how many events that was. */
  private static Future<Long> taken(SqlConnection connection, Whom whom) {
    Object refs = whom.refs().toArray(Long[]::new);
    Object ids = whom.customerIds().toArray(String[]::new);
    List<Future<RowSet<Row>>> all = new ArrayList<>();
    ErasureSql.BY_REF.forEach(
        sql -> all.add(connection.preparedQuery(sql).execute(Columns.tuple(refs))));
    ErasureSql.BY_ID.forEach(
        sql -> all.add(connection.preparedQuery(sql).execute(Columns.tuple(ids))));
    ErasureSql.ABOUT_ALL.forEach(sql -> all.add(connection.query(sql).execute()));
    return Future.all(all)
        .compose(done -> IntakeCount.add(connection, whom.earliest()))
        .map(counted -> (long) all.get(0).result().rowCount());
  }

  private static Future<Erased> remembered(
      SqlConnection connection, Buffer[] pseudonyms, String by, Erased erased) {
    Future<Void> remembered =
        connection
            .preparedQuery(ErasureSql.REMEMBER)
            .execute(Columns.tuple(pseudonyms, Columns.stored(erased.erasedAt())))
            .mapEmpty();
    UUID id = erased.erasureId();
    for (UUID subject : erased.subjects()) {
      UUID leafId = id;
      remembered =
          remembered.compose(before -> leaf(connection, leafId, by, erased.erasedAt(), subject));
      id = UUID.randomUUID();
    }
    return remembered.map(erased);
  }

  private static Future<Void> leaf(
      SqlConnection connection, UUID id, String by, Instant at, UUID subject) {
    String leaf =
        CanonicalText.object(
            new TreeMap<>(
                Map.of(
                    "type",
                    "erasure",
                    "at",
                    CanonicalText.instant(at),
                    "by",
                    by,
                    "erasureId",
                    id.toString(),
                    "subject",
                    subject.toString())));
    byte[] hash = TreeHash.leaf(leaf.getBytes(StandardCharsets.UTF_8));
    return connection
        .preparedQuery(TreeSql.WAIT)
        .execute(Columns.tuple(id, LogTree.DECISIONS.number(), leaf, Buffer.buffer(hash)))
        .mapEmpty();
  }

  /** What stands for a customer in the log of changes: nobody guesses it without the master key. */
  public String standsFor(String customerId) {
    return HexFormat.of().formatHex(secrets.pseudonym(customerId));
  }

  /** From now on a customer must not be erased; the step is put on record with it. */
  public Future<Void> hold(
      String customerId, String reason, String by, Instant at, StepLog.Entry step) {
    return StoreFailures.translate(
        database.inTransaction(
            connection ->
                connection
                    .preparedQuery(ErasureSql.PUT_HOLD)
                    .execute(
                        Columns.tuple(
                            Buffer.buffer(secrets.pseudonym(customerId)),
                            reason,
                            by,
                            Columns.stored(at)))
                    .compose(held -> StepLog.append(connection, step))));
  }

  /**
   * A customer may be erased again; the answer is why that was not so, empty, and nothing is put on
   * record, when it was.
   *
   * @param step what is put on record, from why it was not so
   */
  public Future<Optional<String>> release(String customerId, Function<String, StepLog.Entry> step) {
    return StoreFailures.translate(
        database.inTransaction(
            connection ->
                connection
                    .preparedQuery(ErasureSql.DELETE_HOLD)
                    .execute(Columns.tuple(Buffer.buffer(secrets.pseudonym(customerId))))
                    .compose(rows -> released(connection, rows, step))));
  }

  private static Future<Optional<String>> released(
      SqlConnection connection, RowSet<Row> rows, Function<String, StepLog.Entry> step) {
    if (rows.size() == 0) {
      return Future.succeededFuture(Optional.empty());
    }
    String reason = rows.iterator().next().getString(0);
    return StepLog.append(connection, step.apply(reason)).map(Optional.of(reason));
  }
}
