package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapport.store.DecisionLog.Appended;

/** Writes some decisions in one transaction and tells what became of each. */
final class DecisionBatch {
  /** A caller's key. */
  private record Key(String caller, String key) {
    static @Nullable Key of(DecisionRecord record) {
      DecisionRecord.Idempotency idempotency = record.idempotency();
      return idempotency == null ? null : new Key(record.header().caller(), idempotency.key());
    }
  }

  /** What a key stands for already. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  private record Claimed(DecisionLog.Stored stored, byte[] requestHash) {}

  private final List<DecisionRecord> records;
  private final Function<DecisionRecord, Integer> rulesRef;
  private final Map<String, CustomerKeys.Key> keys;
  private final Secrets secrets;

  /** For each key the first decision of the batch that bears it. */
  private final Map<Key, DecisionRecord> claims = new HashMap<>();

  /**
   * A batch of these decisions.
   *
   * @param rulesRef where the rules of a decision stand on record
   * @param keys the keys of the customers
   */
  DecisionBatch(
      List<DecisionRecord> records,
      Function<DecisionRecord, Integer> rulesRef,
      Map<String, CustomerKeys.Key> keys,
      Secrets secrets) {
    this.records = records;
    this.rulesRef = rulesRef;
    this.keys = keys;
    this.secrets = secrets;
    for (DecisionRecord record : records) {
      Key key = Key.of(record);
      if (key != null) {
        claims.putIfAbsent(key, record);
      }
    }
  }

  /** Writes; the answers are in the order of the decisions. */
  Future<List<Appended>> write(Database database) {
    // Keys are claimed and used in one transaction; without any, one statement does it all.
    return claims.isEmpty()
        ? database
            .inStatement(connection -> add(connection, records))
            .map(added -> answers(Map.of()))
        : database.inTransaction(this::write);
  }

  private Future<List<Appended>> write(SqlConnection connection) {
    return claimed(connection)
        .compose(
            claimed -> {
              List<DecisionRecord> fresh =
                  records.stream().filter(record -> isFresh(record, claimed)).toList();
              return add(connection, fresh).map(written -> answers(claimed));
            });
  }

  private boolean isFresh(DecisionRecord record, Map<Key, Claimed> claimed) {
    Key key = Key.of(record);
    return key == null
        || (!claimed.containsKey(key)
            && record.header().decisionId().equals(first(key).header().decisionId()));
  }

  private List<Appended> answers(Map<Key, Claimed> claimed) {
    List<Appended> answers = new ArrayList<>();
    for (DecisionRecord record : records) {
      answers.add(isFresh(record, claimed) ? new Appended.New() : earlier(record, claimed));
    }
    return answers;
  }

  private Appended earlier(DecisionRecord record, Map<Key, Claimed> claimed) {
    byte[] hash = DecisionRows.idempotency(record).requestHash();
    Claimed before = claimed.get(Key.of(record));
    if (before != null) {
      return DecisionRows.earlier(before.stored(), before.requestHash(), hash);
    }
    DecisionRecord first = first(Key.of(record));
    return DecisionRows.earlier(
        new DecisionLog.Stored(
            first.header(),
            first.customerId(),
            first.answer(),
            first.body(),
            first.rules().cards()),
        DecisionRows.idempotency(first).requestHash(),
        hash);
  }

  private DecisionRecord first(@Nullable Key key) {
    DecisionRecord first = claims.get(key);
    if (first == null) {
      throw new IllegalStateException("Every key has a first decision");
    }
    return first;
  }

  /** Claims the keys, in their order; what stands for those that were claimed before. */
  private Future<Map<Key, Claimed>> claimed(SqlConnection connection) {
    if (claims.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    SortedMap<String, DecisionRecord> inOrder = new TreeMap<>();
    claims.forEach((key, record) -> inOrder.put(key.caller() + "\0" + key.key(), record));
    return connection
        .preparedQuery(DecisionSql.CLAIM_KEYS)
        .execute(DecisionRows.keys(inOrder.values()))
        .compose(won -> read(connection, lost(won)));
  }

  private List<Key> lost(RowSet<Row> won) {
    Set<UUID> winners = new HashSet<>();
    for (Row row : won) {
      winners.add(row.getUUID(0));
    }
    List<Key> lost = new ArrayList<>();
    claims.forEach(
        (key, record) -> {
          if (!winners.contains(record.header().decisionId())) {
            lost.add(key);
          }
        });
    return lost;
  }

  private Future<Map<Key, Claimed>> read(SqlConnection connection, List<Key> keys) {
    Map<Key, Claimed> claimed = new HashMap<>();
    if (keys.isEmpty()) {
      return Future.succeededFuture(claimed);
    }
    return connection
        .preparedQuery(DecisionSql.FIND_BY_KEYS)
        .execute(
            Columns.tuple(
                Columns.of(keys, String[]::new, Key::caller),
                Columns.of(keys, String[]::new, Key::key)))
        .map(
            rows -> {
              for (Row row : rows) {
                claimed.put(
                    new Key(row.getString(15), row.getString(16)),
                    new Claimed(DecisionRows.stored(row, secrets), row.getBuffer(17).getBytes()));
              }
              return claimed;
            });
  }

  private Future<Void> add(SqlClient connection, List<DecisionRecord> fresh) {
    if (fresh.isEmpty()) {
      return Future.succeededFuture();
    }
    List<SealedDecision> sealed =
        fresh.stream().map(record -> SealedDecision.of(record, key(record), secrets)).toList();
    return connection
        .preparedQuery(DecisionSql.ADD)
        .execute(DecisionRows.added(sealed, rulesRef))
        .mapEmpty();
  }

  private CustomerKeys.Key key(DecisionRecord record) {
    CustomerKeys.Key key = keys.get(record.customerId());
    if (key == null) {
      throw new IllegalStateException("Every customer has a key");
    }
    return key;
  }
}
