package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The latest measuring of each draft's impact. */
public final class ImpactStore {
  private static final String FIND =
      """
      SELECT draft_id, run, version, live, as_of, status, done, total, started_at, heard_at,
        problem, result
      FROM impact WHERE draft_id = $1
      """;

  /** A measuring takes the place of one before that ended, or was not heard of since a time. */
  private static final String BEGIN =
      """
      INSERT INTO impact
        (draft_id, run, version, live, as_of, status, done, total, started_at, heard_at)
      VALUES ($1, $2, $3, $4, $5, 'running', 0, 0, $6, $6)
      ON CONFLICT (draft_id) DO UPDATE SET
        run = excluded.run, version = excluded.version, live = excluded.live,
        as_of = excluded.as_of, status = 'running', done = 0, total = 0,
        started_at = excluded.started_at, heard_at = excluded.heard_at,
        problem = NULL, result = NULL
      WHERE impact.status <> 'running' OR impact.heard_at < $7
      """;

  private static final String PROGRESS =
      """
      UPDATE impact SET done = $3, total = $4, heard_at = $5
      WHERE draft_id = $1 AND run = $2 AND status = 'running'
      """;

  private static final String END =
      """
      UPDATE impact SET status = $3, heard_at = $4, problem = $5, result = $6
      WHERE draft_id = $1 AND run = $2 AND status = 'running'
      """;

  private static final String CANCEL =
      """
      UPDATE impact SET status = 'cancelled', heard_at = $2
      WHERE draft_id = $1 AND status = 'running'
      """;

  private final Database database;

  /** Measurings in this database. */
  public ImpactStore(Database database) {
    this.database = database;
  }

  /**
   * A measuring.
   *
   * @param run which one of a draft's
   * @param version what was measured
   * @param live what it was compared with
   * @param status {@code running}, {@code done}, {@code cancelled} or {@code failed}
   * @param done how many customers are
   * @param total of about how many; 0 while that is not known
   * @param heardAt when it last told how far it was
   * @param problem why it failed, or null
   * @param result what it came to, as served, or null
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Kept(
      long draftId,
      UUID run,
      String version,
      String live,
      Instant asOf,
      String status,
      long done,
      long total,
      Instant startedAt,
      Instant heardAt,
      @Nullable String problem,
      byte @Nullable [] result) {}

  /** The latest measuring of a draft. */
  public Future<Optional<Kept>> find(long draftId) {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(FIND)
            .execute(Columns.tuple(draftId))
            .map(
                rows ->
                    rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(kept(rows.iterator().next()))));
  }

  private static Kept kept(Row row) {
    Buffer result = row.getBuffer(11);
    return new Kept(
        row.getLong(0),
        row.getUUID(1),
        row.getString(2),
        row.getString(3),
        row.getOffsetDateTime(4).toInstant(),
        row.getString(5),
        row.getLong(6),
        row.getLong(7),
        row.getOffsetDateTime(8).toInstant(),
        row.getOffsetDateTime(9).toInstant(),
        row.getString(10),
        result == null ? null : result.getBytes());
  }

  /**
   * Begins; false when one is running.
   *
   * @param lostBefore one that was last heard of before this is running no longer
   */
  public Future<Boolean> begin(Kept begun, Instant lostBefore, StepLog.Entry step) {
    return NothingChangedException.toFalse(
        database.inTransaction(
            connection ->
                VersionStore.changed(
                        connection,
                        BEGIN,
                        begun.draftId(),
                        begun.run(),
                        begun.version(),
                        begun.live(),
                        Columns.stored(begun.asOf()),
                        Columns.stored(begun.startedAt()),
                        Columns.stored(lostBefore))
                    .compose(done -> StepLog.append(connection, step))
                    .map(true)));
  }

  /** Says how far it is; false when it was cancelled. */
  public Future<Boolean> progress(long draftId, UUID run, long done, long total, Instant at) {
    return update(PROGRESS, draftId, run, done, total, Columns.stored(at));
  }

  /** Ends it; false when it was cancelled before. */
  public Future<Boolean> end(
      long draftId,
      UUID run,
      String status,
      Instant at,
      @Nullable String problem,
      byte @Nullable [] result) {
    return update(
        END,
        draftId,
        run,
        status,
        Columns.stored(at),
        problem,
        result == null ? null : Buffer.buffer(result));
  }

  /** Cancels what is running; false when nothing is. */
  public Future<Boolean> cancel(long draftId, Instant at, StepLog.Entry step) {
    return NothingChangedException.toFalse(
        database.inTransaction(
            connection ->
                VersionStore.changed(connection, CANCEL, draftId, Columns.stored(at))
                    .compose(done -> StepLog.append(connection, step))
                    .map(true)));
  }

  private Future<Boolean> update(String sql, @Nullable Object... values) {
    return database.inStatement(
        connection ->
            connection
                .preparedQuery(sql)
                .execute(Columns.tuple(values))
                .map(result -> result.rowCount() > 0));
  }
}
