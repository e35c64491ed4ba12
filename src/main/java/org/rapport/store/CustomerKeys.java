package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys that seal what is said about customers, one for each, made when first needed. */
final class CustomerKeys {
  /** When it was erased last, if ever, stands beside each. */
  private static final String READ =
      """
      SELECT wanted.place::int4, keys.key_id, keys.wrapped, erased.erased_at
      FROM unnest($1::bytea[]) WITH ORDINALITY AS wanted (pseudonym, place)
        LEFT JOIN LATERAL (
          SELECT key_id, wrapped FROM customer_key
          WHERE customer_key.pseudonym = wanted.pseudonym OFFSET 0) AS keys ON true
        LEFT JOIN LATERAL (
          SELECT erased_at FROM erased_customer
          WHERE erased_customer.pseudonym = wanted.pseudonym OFFSET 0) AS erased ON true
      """;

  /** Not with a master key that was replaced meanwhile: nobody could open it again. */
  private static final String ADD =
      """
      INSERT INTO customer_key (key_id, pseudonym, wrapped)
      SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::bytea[])
      WHERE EXISTS (SELECT FROM installation WHERE master_key_check = $4)
      ON CONFLICT (pseudonym) DO NOTHING
      """;

  private final Database database;
  private final Secrets secrets;

  CustomerKeys(Database database) {
    this.database = database;
    this.secrets = database.secrets();
  }

  /**
   * A customer's key.
   *
   * @param erasedAt when the customer was erased last before it was made, or null
   */
  @SuppressWarnings("ArrayRecordComponent") // used once, never compared
  record Key(UUID keyId, byte[] key, @Nullable Instant erasedAt) {}

  /** The keys that these customers have, in their order; a customer may stand in it twice. */
  Future<List<Optional<Key>>> known(List<String> customerIds) {
    return read(wanted(customerIds))
        .map(keys -> customerIds.stream().map(id -> Optional.ofNullable(keys.get(id))).toList());
  }

  /** The keys of these customers; those that have none get one. */
  Future<Map<String, Key>> of(Collection<String> customerIds) {
    SortedMap<ByteBuffer, String> wanted = wanted(customerIds);
    return read(wanted)
        .compose(
            known -> {
              SortedMap<ByteBuffer, String> missing = new TreeMap<>(wanted);
              missing.values().removeAll(known.keySet());
              return missing.isEmpty()
                  ? Future.succeededFuture(known)
                  : add(missing.keySet())
                      .compose(added -> read(missing))
                      .map(
                          made -> {
                            known.putAll(made);
                            if (known.size() < wanted.size()) {
                              throw new StoreUnavailableException(
                                  "The master key was replaced.%nMaybe start this node again with the new one."
                                      .formatted(),
                                  null);
                            }
                            return known;
                          });
            });
  }

  /** In one order on all nodes, so that none waits for another that waits for it. */
  private SortedMap<ByteBuffer, String> wanted(Collection<String> customerIds) {
    SortedMap<ByteBuffer, String> wanted = new TreeMap<>();
    customerIds.forEach(id -> wanted.put(ByteBuffer.wrap(secrets.pseudonym(id)), id));
    return wanted;
  }

  private Future<Map<String, Key>> read(SortedMap<ByteBuffer, String> wanted) {
    List<String> ids = new ArrayList<>(wanted.values());
    // Not over the connections for reading: what is read slowly must not keep the log waiting.
    return database
        .inStatement(
            connection ->
                connection
                    .preparedQuery(READ)
                    .execute(Columns.tuple((Object) pseudonyms(wanted.keySet()))))
        .map(
            rows -> {
              Map<String, Key> keys = new HashMap<>();
              for (Row row : rows) {
                UUID keyId = row.getUUID(1);
                if (keyId != null) {
                  keys.put(
                      ids.get(row.getInteger(0) - 1),
                      new Key(
                          keyId,
                          secrets.unwrap(row.getBuffer(2).getBytes(), keyId),
                          row.getOffsetDateTime(3) == null
                              ? null
                              : row.getOffsetDateTime(3).toInstant()));
                }
              }
              return keys;
            });
  }

  private Future<Void> add(Collection<ByteBuffer> pseudonyms) {
    UUID[] ids = new UUID[pseudonyms.size()];
    Buffer[] wrapped = new Buffer[pseudonyms.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = UUID.randomUUID();
      wrapped[i] = Buffer.buffer(secrets.wrap(secrets.newKey(), ids[i]));
    }
    return database.inStatement(
        connection ->
            connection
                .preparedQuery(ADD)
                .execute(
                    Columns.tuple(
                        ids, pseudonyms(pseudonyms), wrapped, Buffer.buffer(secrets.check())))
                .mapEmpty());
  }

  private static Buffer[] pseudonyms(Collection<ByteBuffer> pseudonyms) {
    return pseudonyms.stream().map(CustomerKeys::bytes).map(Buffer::buffer).toArray(Buffer[]::new);
  }

  private static byte[] bytes(ByteBuffer pseudonym) {
    byte[] bytes = new byte[pseudonym.remaining()];
    pseudonym.duplicate().get(bytes);
    return bytes;
  }
}
