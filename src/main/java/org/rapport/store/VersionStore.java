package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Caller;

/** Which rulebase versions decide, and which ever did. */
public final class VersionStore {
  /** The channel on which nodes are told that another version of the named rulebase is live. */
  public static final String CHANNEL = "rapport_live";

  private static final String LIVE =
      """
      SELECT l.rulebase, l.version, p.step, p.draft_id, p.at, p.caller, p.owner
      FROM live_rulebase l JOIN publication p ON p.seq = l.publication
      ORDER BY l.rulebase
      """;

  private static final String HISTORY =
      """
      SELECT rulebase, version, step, draft_id, at, caller, owner
      FROM publication WHERE rulebase = $1 ORDER BY seq DESC LIMIT $2
      """;

  private static final String FILES =
      "SELECT files FROM rulebase_version WHERE rulebase = $1 AND version = $2";

  private static final String KEEP =
      """
      INSERT INTO rulebase_version (rulebase, version, files) VALUES ($1, $2, $3)
      ON CONFLICT DO NOTHING
      """;

  private static final String PUBLISHED =
      """
      INSERT INTO publication (rulebase, version, step, draft_id, at, caller, owner)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      RETURNING seq
      """;

  private static final String FIRST =
      """
      INSERT INTO live_rulebase (rulebase, version, publication) VALUES ($1, $2, $3)
      ON CONFLICT DO NOTHING
      """;

  private static final String REPLACE =
      """
      UPDATE live_rulebase SET version = $2, publication = $3
      WHERE rulebase = $1 AND version = $4
      """;

  /** What was live once may be again: it was approved then, or came with the first start. */
  private static final String GO_BACK =
      """
      UPDATE live_rulebase SET version = $2, publication = $3
      WHERE rulebase = $1 AND version = $4 AND version <> $2
        AND EXISTS (
          SELECT FROM publication p WHERE p.rulebase = $1 AND p.version = $2 AND p.seq < $3)
      """;

  private static final String TELL = "SELECT pg_notify('" + CHANNEL + "', $1)";

  private final Database database;

  /** Versions in this database. */
  public VersionStore(Database database) {
    this.database = database;
  }

  /**
   * A version that came to decide.
   *
   * @param step {@code bootstrapped}, {@code published} or {@code rolled-back}
   * @param draftId the draft it was, or null
   * @param caller the name of the key that brought it about
   * @param owner the person behind it
   */
  public record Publication(
      String rulebase,
      String version,
      String step,
      @Nullable Long draftId,
      Instant at,
      String caller,
      String owner) {}

  /** What decides, by rulebase. */
  public Future<List<Publication>> live() {
    return publications(LIVE, Tuple.tuple());
  }

  /** What decided, the latest first. */
  public Future<List<Publication>> history(String rulebase, int limit) {
    return publications(HISTORY, Columns.tuple(rulebase, limit));
  }

  private Future<List<Publication>> publications(String sql, Tuple values) {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(sql)
            .execute(values)
            .map(
                rows -> {
                  List<Publication> all = new ArrayList<>();
                  for (Row row : rows) {
                    all.add(
                        new Publication(
                            row.getString(0),
                            row.getString(1),
                            row.getString(2),
                            row.getLong(3),
                            row.getOffsetDateTime(4).toInstant(),
                            row.getString(5),
                            row.getString(6)));
                  }
                  return all;
                }));
  }

  /** The files of a version that was live once, as they were given. */
  public Future<Optional<String>> files(String rulebase, String version) {
    if (!Storable.canStore(rulebase) || !Storable.canStore(version)) {
      return Future.succeededFuture(Optional.empty());
    }
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(FILES)
            .execute(Columns.tuple(rulebase, version))
            .map(
                rows ->
                    rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getString(0))));
  }

  /**
   * A version that is to decide.
   *
   * @param files as they were given, as JSON
   * @param kind how it comes to: the step of {@link Publication}
   * @param by who brings it about
   */
  public record Coming(
      String rulebase, String version, String files, String kind, Caller by, Instant at) {}

  /** Makes the first version of a rulebase live; false when there is one already. */
  public Future<Boolean> bootstrap(Coming coming, StepLog.Entry step) {
    return inSteps(
        connection ->
            published(connection, coming, null)
                .compose(seq -> keep(connection, coming).map(seq))
                .compose(
                    seq -> changed(connection, FIRST, coming.rulebase(), coming.version(), seq))
                .compose(told -> finish(connection, coming.rulebase(), step)));
  }

  /**
   * Makes a version live that was live once; false when the expected one is not live any more, or
   * when the other never was, or is.
   *
   * @param expected the version that is live
   */
  public Future<Boolean> rollBack(Coming coming, String expected, StepLog.Entry step) {
    return inSteps(
        connection ->
            published(connection, coming, null)
                .compose(
                    seq ->
                        changed(
                            connection,
                            GO_BACK,
                            coming.rulebase(),
                            coming.version(),
                            seq,
                            expected))
                .compose(told -> finish(connection, coming.rulebase(), step)));
  }

  /** The part of publishing a draft that makes its version live, within a transaction. */
  static Future<Void> replace(
      SqlConnection connection,
      Coming coming,
      long draftId,
      @Nullable String expected,
      StepLog.Entry step) {
    return published(connection, coming, draftId)
        .compose(seq -> keep(connection, coming).map(seq))
        .compose(
            seq ->
                expected == null
                    ? changed(connection, FIRST, coming.rulebase(), coming.version(), seq)
                    : changed(
                        connection, REPLACE, coming.rulebase(), coming.version(), seq, expected))
        .compose(done -> finish(connection, coming.rulebase(), step));
  }

  /** A transaction of several steps; false when one of them changed nothing. */
  private Future<Boolean> inSteps(Function<SqlConnection, Future<Void>> steps) {
    return NothingChangedException.toFalse(
        database.inTransaction(connection -> steps.apply(connection).map(true)));
  }

  private static Future<Long> published(
      SqlConnection connection, Coming coming, @Nullable Long draftId) {
    return connection
        .preparedQuery(PUBLISHED)
        .execute(
            Columns.tuple(
                coming.rulebase(),
                coming.version(),
                coming.kind(),
                draftId,
                Columns.stored(coming.at()),
                coming.by().name(),
                coming.by().owner()))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private static Future<Void> keep(SqlConnection connection, Coming coming) {
    return connection
        .preparedQuery(KEEP)
        .execute(Columns.tuple(coming.rulebase(), coming.version(), coming.files()))
        .mapEmpty();
  }

  /** One statement that must change a row, or the transaction is rolled back. */
  static Future<Void> changed(SqlConnection connection, String sql, @Nullable Object... values) {
    return connection
        .preparedQuery(sql)
        .execute(Columns.tuple(values))
        .compose(
            result ->
                result.rowCount() == 0
                    ? Future.failedFuture(new NothingChangedException())
                    : Future.succeededFuture());
  }

  private static Future<Void> finish(
      SqlConnection connection, String rulebase, StepLog.Entry step) {
    return connection
        .preparedQuery(TELL)
        .execute(Columns.tuple(rulebase))
        .compose(told -> StepLog.append(connection, step));
  }
}
