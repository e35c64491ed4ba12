package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Timeline;

/** What is known of customers. */
public final class CustomerStore {
  private static final int MAX_IDS = 10_000;

  private final SqlClient reads;

  /** A store on this database. */
  public CustomerStore(Database database) {
    this.reads = database.reads();
  }

  /**
   * A customer's timeline, from which the history as of each of these instants can be told, or
   * empty when nothing is known of the customer. Of several readings of an attribute between two
   * instants, only the latest is in it.
   *
   * @param instants the instants that will be asked for, at least one; nothing at or after the
   *     latest is read
   */
  public Future<Optional<Timeline>> timeline(String customerId, SortedSet<Instant> instants) {
    if (!Storable.canStore(customerId)) {
      return Future.succeededFuture(Optional.empty());
    }
    OffsetDateTime[] limits =
        instants.stream().map(Columns::limit).distinct().toArray(OffsetDateTime[]::new);
    OffsetDateTime latest = limits[limits.length - 1];
    Tuple parameters =
        Columns.tuple(customerId, latest, limits, cutDays(limits), latest.toLocalDate());
    return StoreFailures.translate(
        reads
            .preparedQuery(TimelineSql.TIMELINE)
            .execute(parameters)
            .map(rows -> TimelineReader.read(customerId, latest.toInstant(), rows)));
  }

  /** The days that an instant cuts: not the day that an instant at midnight begins. */
  private static LocalDate[] cutDays(OffsetDateTime[] limits) {
    List<LocalDate> days = new ArrayList<>();
    for (OffsetDateTime limit : limits) {
      if (!limit.toLocalTime().equals(LocalTime.MIDNIGHT) && !days.contains(limit.toLocalDate())) {
        days.add(limit.toLocalDate());
      }
    }
    return days.toArray(LocalDate[]::new);
  }

  /**
   * Ids of customers first seen before an instant, in order of id. An id that was linked to another
   * customer before the instant is that customer, and not in the list.
   *
   * @param after only ids after this one, when given
   * @param limit 1 to 10,000
   */
  public Future<List<String>> customerIds(
      @Nullable String after, Instant firstSeenBefore, int limit) {
    String place = after == null ? "" : after;
    if (!Storable.canStore(place)) {
      return Future.succeededFuture(List.of());
    }
    int most = Math.min(Math.max(limit, 1), MAX_IDS);
    return StoreFailures.translate(
        reads
            .preparedQuery(TimelineSql.IDS)
            .execute(Columns.tuple(place, Columns.limit(firstSeenBefore), most))
            .map(
                rows -> {
                  List<String> ids = new ArrayList<>();
                  for (Row row : rows) {
                    ids.add(row.getString(0));
                  }
                  return ids;
                }));
  }

  /** How many customers were first seen before an instant, linked ids not counted apart. */
  public Future<Long> count(Instant firstSeenBefore) {
    return StoreFailures.translate(
        reads
            .preparedQuery(TimelineSql.COUNT)
            .execute(Columns.tuple(Columns.limit(firstSeenBefore)))
            .map(rows -> rows.iterator().next().getLong(0)));
  }
}
