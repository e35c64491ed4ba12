package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.rapport.model.ShadowCount;

/** The drafts that decide beside the live versions. */
public final class ShadowStore {
  private static final String ALL =
      """
      SELECT rulebase, draft_id, version, files, share, started_at, caller, owner
      FROM shadow ORDER BY rulebase
      """;

  private static final String PUT =
      """
      INSERT INTO shadow (rulebase, draft_id, version, files, share, started_at, caller, owner)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (rulebase) DO UPDATE SET
        draft_id = excluded.draft_id, version = excluded.version, files = excluded.files,
        share = excluded.share, started_at = excluded.started_at, caller = excluded.caller,
        owner = excluded.owner
      """;

  private static final String FORGET = "DELETE FROM shadow_count WHERE rulebase = $1";

  private static final String ADD =
      """
      INSERT INTO shadow_count AS known
        (rulebase, started_at, live, kind, about, was, becomes, n)
      SELECT $1, $2, $3, kind, about, was, becomes, n
      FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::int8[])
        AS given (kind, about, was, becomes, n)
      WHERE EXISTS (SELECT FROM shadow WHERE rulebase = $1 AND started_at = $2)
      ON CONFLICT (rulebase, started_at, live, kind, about, was, becomes) DO UPDATE SET
        n = CASE WHEN known.kind = 'slowest-micros'
          THEN greatest(known.n, excluded.n) ELSE known.n + excluded.n END
      """;

  private static final String COUNTS =
      """
      SELECT kind, about, was, becomes, n FROM shadow_count
      WHERE rulebase = $1 AND started_at = $2 AND live = $3
      """;

  private static final String STOP = "DELETE FROM shadow WHERE rulebase = $1";

  private static final String TELL = "SELECT pg_notify('" + VersionStore.CHANNEL + "', $1)";

  private static final String LAST_ERASURE = "SELECT max(erased_at) FROM erased_customer";

  private final Database database;

  /** Shadows in this database. */
  public ShadowStore(Database database) {
    this.database = database;
  }

  /**
   * A draft that decides beside the live version.
   *
   * @param files as JSON
   * @param share of the customers, in millionths
   * @param caller the key that started it
   * @param owner the person behind it
   */
  public record Kept(
      String rulebase,
      long draftId,
      String version,
      String files,
      int share,
      Instant startedAt,
      String caller,
      String owner) {}

  /** All, by rulebase. */
  public Future<List<Kept>> all() {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(ALL)
            .execute()
            .map(
                rows -> {
                  List<Kept> all = new ArrayList<>();
                  for (Row row : rows) {
                    all.add(
                        new Kept(
                            row.getString(0),
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getInteger(4),
                            row.getOffsetDateTime(5).toInstant(),
                            row.getString(6),
                            row.getString(7)));
                  }
                  return all;
                }));
  }

  /** When a customer was last erased; empty when none was. */
  public Future<Optional<Instant>> lastErasure() {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(LAST_ERASURE)
            .execute()
            .map(
                rows ->
                    Optional.ofNullable(rows.iterator().next().getOffsetDateTime(0))
                        .map(OffsetDateTime::toInstant)));
  }

  /** Starts one, in place of the one before. */
  public Future<Void> put(Kept kept, StepLog.Entry step) {
    return database.inTransaction(
        connection ->
            VersionStore.changed(
                    connection,
                    PUT,
                    kept.rulebase(),
                    kept.draftId(),
                    kept.version(),
                    kept.files(),
                    kept.share(),
                    Columns.stored(kept.startedAt()),
                    kept.caller(),
                    kept.owner())
                .compose(
                    done ->
                        connection.preparedQuery(FORGET).execute(Columns.tuple(kept.rulebase())))
                .compose(
                    done -> connection.preparedQuery(TELL).execute(Columns.tuple(kept.rulebase())))
                .compose(told -> StepLog.append(connection, step)));
  }

  /**
   * Adds counts of one node to those of all, as long as the shadow was not stopped.
   *
   * @param live the version it was compared with
   * @param more how many more there are of each since it was done last, in order
   */
  public Future<Void> add(Kept kept, String live, SortedMap<ShadowCount, Long> more) {
    List<ShadowCount> counts = List.copyOf(more.keySet());
    return database.inStatement(
        connection ->
            connection
                .preparedQuery(ADD)
                .execute(
                    Columns.tuple(
                        kept.rulebase(),
                        Columns.stored(kept.startedAt()),
                        live,
                        texts(counts, ShadowCount::kind),
                        texts(counts, ShadowCount::about),
                        texts(counts, ShadowCount::was),
                        texts(counts, ShadowCount::is),
                        more.values().toArray(Long[]::new)))
                .mapEmpty());
  }

  private static String[] texts(List<ShadowCount> counts, Function<ShadowCount, String> text) {
    return counts.stream().map(text).toArray(String[]::new);
  }

  /** The counts of all nodes beside this live version. */
  public Future<SortedMap<ShadowCount, Long>> counts(Kept kept, String live) {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(COUNTS)
            .execute(Columns.tuple(kept.rulebase(), Columns.stored(kept.startedAt()), live))
            .map(
                rows -> {
                  SortedMap<ShadowCount, Long> counts = new TreeMap<>();
                  for (Row row : rows) {
                    counts.put(
                        new ShadowCount(
                            row.getString(0), row.getString(1), row.getString(2), row.getString(3)),
                        row.getLong(4));
                  }
                  return counts;
                }));
  }

  /** Stops one; false when there is none. */
  public Future<Boolean> stop(String rulebase, StepLog.Entry step) {
    return NothingChangedException.toFalse(
        database.inTransaction(
            connection ->
                VersionStore.changed(connection, STOP, rulebase)
                    .compose(
                        done -> connection.preparedQuery(FORGET).execute(Columns.tuple(rulebase)))
                    .compose(
                        done -> connection.preparedQuery(TELL).execute(Columns.tuple(rulebase)))
                    .compose(told -> StepLog.append(connection, step))
                    .map(true)));
  }
}
