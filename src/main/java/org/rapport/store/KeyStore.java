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
  private static final String COLUMNS = "name, owner, roles, created_at, revoked_at";

  private static final String FIND =
      "SELECT " + COLUMNS + " FROM api_key WHERE hash = $1 AND revoked_at IS NULL";

  private static final String ONE = "SELECT " + COLUMNS + " FROM api_key WHERE name = $1";

  private static final String ALL = "SELECT " + COLUMNS + " FROM api_key ORDER BY name LIMIT $1";

  private static final String CREATE =
      """
      INSERT INTO api_key (name, owner, roles, hash, created_at) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (name) DO NOTHING
      """;

  private static final String REVOKE =
      "UPDATE api_key SET revoked_at = $2 WHERE name = $1 AND revoked_at IS NULL";

  private final Database database;

  /** Keys in this database. */
  public KeyStore(Database database) {
    this.database = database;
  }

  /**
   * A key on record.
   *
   * @param revokedAt since when it opens nothing any more, or null
   */
  public record Kept(Caller caller, Instant createdAt, @Nullable Instant revokedAt) {}

  /** Whose key has this hash; empty when none has, or it was revoked. */
  public Future<Optional<Kept>> find(byte[] hash) {
    return one(FIND, Buffer.buffer(hash));
  }

  /** The key of a name, revoked or not. */
  public Future<Optional<Kept>> named(String name) {
    return Storable.canStore(name) ? one(ONE, name) : Future.succeededFuture(Optional.empty());
  }

  private Future<Optional<Kept>> one(String sql, Object by) {
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
      OffsetDateTime revoked = row.getOffsetDateTime(4);
      all.add(
          new Kept(
              new Caller(row.getString(0), row.getString(1), roles(row.getArrayOfStrings(2))),
              row.getOffsetDateTime(3).toInstant(),
              revoked == null ? null : revoked.toInstant()));
    }
    return all;
  }

  /** The roles of their words; a word that a later version knows allows nothing here. */
  private static NavigableSet<Role> roles(String[] words) {
    NavigableSet<Role> roles = new TreeSet<>();
    for (String word : words) {
      Role.of(word).ifPresent(roles::add);
    }
    return roles;
  }

  /** Keeps a new key with its step; false, and nothing is kept, when the name was taken before. */
  public Future<Boolean> create(Caller caller, byte[] hash, Instant at, StepLog.Entry step) {
    return changed(
        CREATE,
        step,
        caller.name(),
        caller.owner(),
        caller.roles().stream().map(Role::word).toArray(String[]::new),
        Buffer.buffer(hash),
        Columns.stored(at));
  }

  /** Revokes a key; false, and nothing is recorded, when there is none or it was revoked before. */
  public Future<Boolean> revoke(String name, Instant at, StepLog.Entry step) {
    return changed(REVOKE, step, name, Columns.stored(at));
  }

  private Future<Boolean> changed(String sql, StepLog.Entry step, Object... values) {
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
