package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The monthly partitions of events, made when the first event of a month comes. */
final class EventPartitions {
  private static final String MAKE =
      "SELECT month, make_event_partition(month) FROM unnest($1::date[]) AS wanted (month)";

  private final Pool pool;
  private final Set<LocalDate> made = ConcurrentHashMap.newKeySet();

  EventPartitions(Pool pool) {
    this.pool = pool;
  }

  /**
   * Makes the partitions of these months, each named by its first day. Months out of reach get
   * none, and are asked for again: time will bring them in reach.
   */
  Future<Void> ensure(Set<LocalDate> months) {
    SortedSet<LocalDate> missing = new TreeSet<>(months);
    missing.removeAll(made);
    if (missing.isEmpty()) {
      return Future.succeededFuture();
    }
    return pool.preparedQuery(MAKE)
        .execute(Columns.tuple((Object) missing.toArray(LocalDate[]::new)))
        .map(
            rows -> {
              for (Row row : rows) {
                if (row.getBoolean(1)) {
                  made.add(row.getLocalDate(0));
                }
              }
              return null;
            });
  }
}
