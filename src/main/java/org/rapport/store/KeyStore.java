package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Caller;
import org.rapport.model.Role;

/** The keys that callers show, kept as hashes. */
public final class KeyStore {
  private static final String COLUMNS =
      "name, owner, roles, created_at, revoked_at, expires_at, last_used_at";

  private static final String FIND =
      "SELECT "
          + COLUMNS
          + " FROM api_key WHERE hash = $1 AND revoked_at IS NULL"
          + " AND (expires_at IS NULL OR expires_at > $2)";

  private static final String ONE = "SELECT " + COLUMNS + " FROM api_key WHERE name = $1";

  private static final String ALL = "SELECT " + COLUMNS + " FROM api_key ORDER BY name LIMIT $1";

  private static final String OPEN =
      "SELECT "
          + COLUMNS
          + ", hash FROM api_key WHERE revoked_at IS NULL"
          + " AND (expires_at IS NULL OR expires_at > $1) ORDER BY name LIMIT $2";

  private static final String CREATE =
      """
      INSERT INTO api_key (name, owner, roles, hash, created_at, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (name) DO NOTHING
      """;

  private static final String REVOKE =
      "UPDATE api_key SET revoked_at = $2 WHERE name = $1 AND revoked_at IS NULL";

  /** To the minute is enough to see which keys are no longer used. */
  private static final String USED =
      """
      UPDATE api_key SET last_used_at = $2::timestamptz
      WHERE name = $1
        AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')
      """;

  private final Database database;

  /** Keys in this database. */
  public KeyStore(Database database) {
    this.database = database;
  }

  /**
   * A key on record.
   *
   * @param revokedAt since when it opens nothing any more, or null
   * @param expiresAt from when on it opens nothing, or null
   * @param lastUsedAt when it was last shown, to the minute; null when never
   */
  public record Kept(
      Caller caller,
      Instant createdAt,
      @Nullable Instant revokedAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt) {}

  /** Whose key has this hash; empty when none has, or it was revoked or has expired. */
  public Future<Optional<Kept>> find(byte[] hash, Instant now) {
    return one(FIND, Buffer.buffer(hash), Columns.stored(now));
  }

  /** A key and what is kept in its place. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Hashed(byte[] hash, Kept kept) {}

  /** The keys that open something at an instant, by name. */
  public Future<List<Hashed>> open(Instant now, int limit) {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(OPEN)
            .execute(Columns.tuple(Columns.stored(now), limit))
            .map(
                rows -> {
                  List<Hashed> all = new ArrayList<>();
                  for (Row row : rows) {
                    all.add(new Hashed(row.getBuffer(7).getBytes(), kept(row)));
                  }
                  return all;
                }));
  }

  /** Notes that a key was shown; nobody needs to wait for it. */
  public Future<Void> used(String name, Instant now) {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(USED)
            .execute(Columns.tuple(name, Columns.stored(now)))
            .mapEmpty());
  }

  /** The key of a name, revoked or not. */
  public Future<Optional<Kept>> named(String name) {
    return Storable.canStore(name) ? one(ONE, name) : Future.succeededFuture(Optional.empty());
  }

  private Future<Optional<Kept>> one(String sql, Object... by) {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(sql)
            .execute(Columns.tuple(by))
            .map(rows -> kept(rows).stream().findFirst()));
  }

  /** All keys by name, revoked ones too. */
  public Future<List<Kept>> all(int limit) {
    return StoreFailures.translate(
        database.reads().preparedQuery(ALL).execute(Columns.tuple(limit)).map(KeyStore::kept));
  }

  private static List<Kept> kept(RowSet<Row> rows) {
    List<Kept> all = new ArrayList<>();
    for (Row row : rows) {
      all.add(kept(row));
    }
    return all;
  }

  private static Kept kept(Row row) {
    return new Kept(
        new Caller(row.getString(0), row.getString(1), roles(row.getArrayOfStrings(2))),
        row.getOffsetDateTime(3).toInstant(),
        instant(row.getOffsetDateTime(4)),
        instant(row.getOffsetDateTime(5)),
        instant(row.getOffsetDateTime(6)));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  /** The roles of their words; a word that a later version knows allows nothing here. */
  private static NavigableSet<Role> roles(String[] words) {
    NavigableSet<Role> roles = new TreeSet<>();
    for (String word : words) {
      Role.of(word).ifPresent(roles::add);
    }
    return roles;
  }

  /**
   * Keeps a new key with its step; false, and nothing is kept, when the name was taken before.
   *
   * @param expiresAt from when on it opens nothing, or null
   */
  public Future<Boolean> create(
      Caller caller, byte[] hash, Instant at, @Nullable Instant expiresAt, StepLog.Entry step) {
    return changed(
        CREATE,
        step,
        caller.name(),
        caller.owner(),
        caller.roles().stream().map(Role::word).toArray(String[]::new),
        Buffer.buffer(hash),
        Columns.stored(at),
        expiresAt == null ? null : Columns.stored(expiresAt));
  }

  /** Revokes a key; false, and nothing is recorded, when there is none or it was revoked before. */
  public Future<Boolean> revoke(String name, Instant at, StepLog.Entry step) {
    return changed(REVOKE, step, name, Columns.stored(at));
  }

  private Future<Boolean> changed(String sql, StepLog.Entry step, @Nullable Object... values) {
    return database.inTransaction(
        connection ->
            connection
                .preparedQuery(sql)
                .execute(Columns.tuple(values))
                .compose(
                    result ->
                        result.rowCount() == 0
                            ? Future.succeededFuture(false)
                            : StepLog.append(connection, step).map(true)));
  }
}
