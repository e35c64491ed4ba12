package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that was done to keys, drafts and publications, in order; appended to by the
 * transaction that does it.
 */
public final class StepLog {
  private static final String APPEND =
      """
      WITH counted AS (UPDATE step_count SET steps = steps + 1 RETURNING steps)
      INSERT INTO step_log (seq, subject, body) SELECT steps, $1, $2 FROM counted
      RETURNING seq
      """;

  private static final String OF_SUBJECT =
      "SELECT seq, body FROM step_log WHERE subject = $1 ORDER BY seq DESC LIMIT $2";

  private static final String AFTER =
      "SELECT seq, body FROM step_log WHERE seq > $1 ORDER BY seq LIMIT $2";

  private final Database database;

  /** The log on this database. */
  public StepLog(Database database) {
    this.database = database;
  }

  /**
   * A step to append.
   *
   * @param subject what it was done to
   * @param body canonical JSON, as the migration of the table tells
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Entry(String subject, byte[] body) {}

  /**
   * A step on record.
   *
   * @param seq its place, from 1, without a gap
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Kept(long seq, byte[] body) {}

  /** Appends within a transaction, which holds up all other steps until it ends. */
  static Future<Void> append(SqlConnection connection, Entry entry) {
    return connection
        .preparedQuery(APPEND)
        .execute(Columns.tuple(entry.subject(), Buffer.buffer(entry.body())))
        .mapEmpty();
  }

  /** The latest steps about something, the newest first. */
  public Future<List<Kept>> of(String subject, int limit) {
    return read(OF_SUBJECT, subject, limit);
  }

  /** The steps after a place, in order; 0 begins with the first. */
  public Future<List<Kept>> after(long seq, int limit) {
    return read(AFTER, seq, limit);
  }

  private Future<List<Kept>> read(String sql, Object from, int limit) {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(sql)
            .execute(Columns.tuple(from, limit))
            .map(
                rows -> {
                  List<Kept> kept = new ArrayList<>();
                  for (Row row : rows) {
                    kept.add(new Kept(row.getLong(0), row.getBuffer(1).getBytes()));
                  }
                  return kept;
                }));
  }
}
