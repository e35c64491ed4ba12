package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.rapport.tree.CanonicalText;
import org.rapport.tree.KeyChange;
import org.rapport.tree.SignerKey;
import org.rapport.tree.TreeHash;

/**
 * Puts other keys in the place of the master key and of the one that signs checkpoints. Nodes that
 * run with the old ones can neither sign nor make customers' keys from then on: they must be
 * started again.
 */
public final class KeyRotation {
  private static final int PAGE = 1_000;

  private static final String VERIFIER =
      "UPDATE installation SET verifier_key = $1 WHERE verifier_key = $2";

  private static final String NOTE =
      "INSERT INTO audit_key_change (note, changed_at) VALUES ($1, $2)";

  /** Nobody makes a customer's key meanwhile. */
  private static final String LOCK = "LOCK TABLE customer_key IN EXCLUSIVE MODE";

  private static final String MASTER =
      """
      UPDATE installation SET master_key_check = $1, wrapped_hashing_secret = $2,
        wrapped_message_key_secret = $3
      WHERE master_key_check = $4
      """;

  private static final String MESSAGE_KEY =
      "SELECT wrapped_message_key_secret FROM installation WHERE master_key_check = $1";

  private static final String PAGE_OF_KEYS =
      """
      SELECT key_id, wrapped FROM customer_key
      WHERE key_id > $1 AND wrapped IS NOT NULL ORDER BY key_id LIMIT $2
      """;

  private static final String WRAPPED_ANEW =
      """
      UPDATE customer_key SET wrapped = anew.wrapped
      FROM unnest($1::uuid[], $2::bytea[]) AS anew (key_id, wrapped)
      WHERE customer_key.key_id = anew.key_id
      """;

  private final Database database;

  /** Rotation by connections of who owns the schema. */
  public KeyRotation(Database database) {
    this.database = database;
  }

  /**
   * From now on checkpoints are signed with another key; each log gets a leaf that tells so.
   *
   * @param step what is put on record with it
   * @return false, and nothing has changed, when another key than {@code from} is in use
   */
  public Future<Boolean> audit(SignerKey from, SignerKey to, Instant at, StepLog.Entry step) {
    return NothingChangedException.toFalse(
        database.inTransaction(
            connection ->
                VersionStore.changed(
                        connection, VERIFIER, to.verifier().toString(), from.verifier().toString())
                    .compose(
                        changed ->
                            VersionStore.changed(
                                connection,
                                NOTE,
                                KeyChange.signed(from, to, at),
                                Columns.stored(at)))
                    .compose(noted -> StepLog.append(connection, step))
                    .compose(told -> leaf(connection, from, to, at))
                    .map(true)));
  }

  /** So that the log of decisions grows, and is signed with the new key soon. */
  private static Future<Void> leaf(
      SqlConnection connection, SignerKey from, SignerKey to, Instant at) {
    String leaf =
        CanonicalText.object(
            new TreeMap<>(
                Map.of(
                    "type",
                    "key-change",
                    "at",
                    CanonicalText.instant(at),
                    "from",
                    from.verifier().toString(),
                    "to",
                    to.verifier().toString())));
    byte[] hash = TreeHash.leaf(leaf.getBytes(StandardCharsets.UTF_8));
    return connection
        .preparedQuery(TreeSql.WAIT)
        .execute(
            Columns.tuple(UUID.randomUUID(), LogTree.DECISIONS.number(), leaf, Buffer.buffer(hash)))
        .mapEmpty();
  }

  /**
   * From now on customers' keys are sealed with another master key; what stands for customers
   * stays.
   *
   * @param from what follows from the master key in use
   * @param to the same of the other: see {@link Secrets#rotated}
   * @param step what is put on record with it
   * @return false, and nothing has changed, when another key than {@code from} is in use
   */
  public Future<Boolean> master(Secrets from, Secrets to, StepLog.Entry step) {
    return NothingChangedException.toFalse(
        database.inTransaction(
            connection ->
                connection
                    .query(LOCK)
                    .execute()
                    .compose(
                        locked ->
                            connection
                                .preparedQuery(MESSAGE_KEY)
                                .execute(Columns.tuple(Buffer.buffer(from.check()))))
                    .compose(
                        rows ->
                            rows.size() == 0
                                ? Future.<Void>failedFuture(new NothingChangedException())
                                : VersionStore.changed(
                                    connection,
                                    MASTER,
                                    Buffer.buffer(to.check()),
                                    Buffer.buffer(to.wrappedHashing()),
                                    Buffer.buffer(
                                        MessageKeys.wrap(
                                            to,
                                            MessageKeys.unwrap(
                                                from,
                                                rows.iterator().next().getBuffer(0).getBytes()))),
                                    Buffer.buffer(from.check())))
                    .compose(changed -> rewrap(connection, from, to))
                    .compose(rewrapped -> StepLog.append(connection, step))
                    .map(true)));
  }

  private static Future<Void> rewrap(SqlConnection connection, Secrets from, Secrets to) {
    UUID[] last = {new UUID(0, 0)};
    return Repeating.whileTrue(() -> rewrapPage(connection, last, from, to));
  }

  /** Seals the keys of a page anew, those behind the last one; false when there are none. */
  private static Future<Boolean> rewrapPage(
      SqlConnection connection, UUID[] last, Secrets from, Secrets to) {
    return connection
        .preparedQuery(PAGE_OF_KEYS)
        .execute(Columns.tuple(last[0], PAGE))
        .compose(
            rows -> {
              List<UUID> ids = new ArrayList<>();
              List<Buffer> wrapped = new ArrayList<>();
              for (Row row : rows) {
                UUID id = row.getUUID(0);
                ids.add(id);
                wrapped.add(
                    Buffer.buffer(to.wrap(from.unwrap(row.getBuffer(1).getBytes(), id), id)));
              }
              if (ids.isEmpty()) {
                return Future.succeededFuture(false);
              }
              last[0] = ids.get(ids.size() - 1);
              return connection
                  .preparedQuery(WRAPPED_ANEW)
                  .execute(Columns.tuple(ids.toArray(UUID[]::new), wrapped.toArray(Buffer[]::new)))
                  .map(done -> true);
            });
  }
}
