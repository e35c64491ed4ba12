package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.Map;

/** The registry of extracts as one transaction sees it. */
final class Extracts {
  /** What is registered up to some number; numbers only ever grow. */
  private record Known(int upTo, Map<Integer, Map<String, Integer>> byType) {}

  /**
   * Taken shared by whoever appends and alone by whoever registers: an event is either brought in
   * by its own append or by the registering, never by both or none.
   */
  private static final long LOCK = 0x7261_7070_6f72_7401L;

  private static final String LOCK_SHARED = "SELECT pg_advisory_xact_lock_shared($1)";
  private static final String LOCK_ALONE = "SELECT pg_advisory_xact_lock($1)";
  private static final String LAST = "SELECT coalesce(max(ref), 0) FROM extract";
  private static final String ALL = "SELECT ref, event_type_ref, property FROM extract";

  private volatile Known known = new Known(0, Map.of());

  /** Locks and reads, both in the pipeline of the transaction, so in one round trip as a rule. */
  Future<Map<Integer, Map<String, Integer>>> lockShared(SqlConnection connection) {
    Future<?> locked = connection.preparedQuery(LOCK_SHARED).execute(Columns.tuple(LOCK));
    Future<Integer> last =
        connection.preparedQuery(LAST).execute().map(rows -> rows.iterator().next().getInteger(0));
    return Future.all(locked, last)
        .compose(
            both -> {
              Known now = known;
              return now.upTo() == last.result()
                  ? Future.succeededFuture(now.byType())
                  : read(connection);
            });
  }

  /** Waits until nobody appends, and keeps everybody from it until the transaction ends. */
  static Future<Void> lockAlone(SqlConnection connection) {
    return connection.preparedQuery(LOCK_ALONE).execute(Columns.tuple(LOCK)).mapEmpty();
  }

  private Future<Map<Integer, Map<String, Integer>>> read(SqlConnection connection) {
    return connection
        .preparedQuery(ALL)
        .execute()
        .map(
            rows -> {
              int upTo = 0;
              Map<Integer, Map<String, Integer>> byType = new HashMap<>();
              for (Row row : rows) {
                upTo = Math.max(upTo, row.getInteger(0));
                byType
                    .computeIfAbsent(row.getInteger(1), type -> new HashMap<>())
                    .put(row.getString(2), row.getInteger(0));
              }
              known = new Known(upTo, byType);
              return byType;
            });
  }
}
