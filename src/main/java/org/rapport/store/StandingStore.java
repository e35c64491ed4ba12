package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps how all customers stood as of an instant, page by page, while nothing new is known of the
 * time before it. What the pages hold is for others to know.
 */
public final class StandingStore {
  /** How many sets are kept, the newest: each may have some 30 bytes a customer. */
  private static final int MAX_SETS = 100;

  private static final String FIND =
      """
      SELECT ref, pages FROM standing_set
      WHERE build = $1 AND format = $2 AND as_of = $3 AND intake_count = $4 AND pages IS NOT NULL
      ORDER BY ref DESC
      LIMIT 1
      """;

  private static final String BEGIN =
      """
      INSERT INTO standing_set (build, format, as_of, intake_count) VALUES ($1, $2, $3, $4)
      RETURNING ref
      """;

  private static final String PUT =
      "INSERT INTO standing_page (set_ref, page, standings) VALUES ($1, $2, $3)";

  private static final String FINISH = "UPDATE standing_set SET pages = $2 WHERE ref = $1";

  private static final String DROP = "DELETE FROM standing_page WHERE set_ref = $1";

  private static final String PAGE =
      "SELECT standings FROM standing_page WHERE set_ref = $1 AND page = $2";

  /** What is older than the newest sets goes, complete or broken off. */
  private static final String FORGET =
      """
      WITH old AS (
        DELETE FROM standing_set
        WHERE ref <= (SELECT ref FROM standing_set ORDER BY ref DESC OFFSET $1 LIMIT 1)
        RETURNING ref)
      DELETE FROM standing_page WHERE set_ref IN (SELECT ref FROM old)
      """;

  private final Database database;

  /** Sets on this database. */
  public StandingStore(Database database) {
    this.database = database;
  }

  /**
   * What a set is kept under.
   *
   * @param build the build of the rulebase that decided
   * @param format how the pages are written
   * @param asOf the instant
   */
  public record Key(String build, int format, Instant asOf) {}

  /** A set whose pages are all there, numbered from 0. */
  public record Kept(long ref, int pages) {}

  /** How many transactions took something in that may count as of an instant. */
  public Future<Long> intakeCount(Instant asOf) {
    return StoreFailures.translate(IntakeCount.read(database.reads(), asOf));
  }

  /** The set that was made when so much had been taken in, if it is kept. */
  public Future<Optional<Kept>> find(Key key, long intakeCount) {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(FIND)
            .execute(
                Columns.tuple(
                    key.build(), (short) key.format(), Columns.limit(key.asOf()), intakeCount))
            .map(rows -> first(rows).map(row -> new Kept(row.getLong(0), row.getInteger(1)))));
  }

  /** Begins a set; the answer is its number. */
  public Future<Long> begin(Key key, long intakeCount) {
    return database.inStatement(
        connection ->
            connection
                .preparedQuery(BEGIN)
                .execute(
                    Columns.tuple(
                        key.build(), (short) key.format(), Columns.limit(key.asOf()), intakeCount))
                .map(rows -> rows.iterator().next().getLong(0)));
  }

  /** Puts one page of a set. */
  public Future<Void> put(long ref, int page, byte[] standings) {
    return database.inStatement(
        connection ->
            connection
                .preparedQuery(PUT)
                .execute(Columns.tuple(ref, page, Buffer.buffer(standings)))
                .mapEmpty());
  }

  /** Says that all pages are there, and forgets the oldest sets. */
  public Future<Kept> finish(long ref, int pages) {
    return database
        .inStatement(
            connection -> connection.preparedQuery(FINISH).execute(Columns.tuple(ref, pages)))
        .compose(finished -> finished.rowCount() == 0 ? drop(ref) : Future.succeededFuture())
        .compose(
            done ->
                database.inStatement(
                    connection ->
                        connection.preparedQuery(FORGET).execute(Columns.tuple(MAX_SETS))))
        .map(done -> new Kept(ref, pages));
  }

  /** The set was forgotten while it was made: a customer was erased who is in it. */
  private Future<Void> drop(long ref) {
    return database.inStatement(
        connection -> connection.preparedQuery(DROP).execute(Columns.tuple(ref)).mapEmpty());
  }

  /** A page of a set; empty when the set was forgotten meanwhile. */
  public Future<Optional<byte[]>> page(long ref, int page) {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(PAGE)
            .execute(Columns.tuple(ref, page))
            .map(rows -> first(rows).map(row -> row.getBuffer(0).getBytes())));
  }

  private static Optional<Row> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
  }
}
