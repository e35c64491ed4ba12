package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Timeline;

/** What is known of customers. */
public final class CustomerStore {
  private static final int MAX_IDS = 10_000;

  /** More in a group would keep those waiting that were asked for first. */
  private static final Grouping.Limits LIMITS =
      new Grouping.Limits("timelines", 10_000, 128, Long.MAX_VALUE, Grouping.CORES);

  private final SqlClient reads;
  private final Grouping<TimelineQuestion, Optional<Timeline>> timelines;

  /** A store on this database. */
  public CustomerStore(Database database) {
    this.reads = database.reads();
    this.timelines = Grouping.of(LIMITS, this::read);
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
    return timelines.ask(TimelineQuestion.of(customerId, instants));
  }

  /**
   * The timelines of some customers, in their order, for work on all of them: one statement, which
   * waits for none of those that are asked for one by one.
   *
   * @param customerIds as {@link #customerIds} gave them
   * @param instants as in {@link #timeline}
   */
  public Future<List<Optional<Timeline>>> timelines(
      List<String> customerIds, SortedSet<Instant> instants) {
    return StoreFailures.translate(
        read(customerIds.stream().map(id -> TimelineQuestion.of(id, instants)).toList()));
  }

  private Future<List<Optional<Timeline>>> read(List<TimelineQuestion> questions) {
    return reads
        .preparedQuery(TimelineSql.TIMELINES)
        .execute(TimelineQuestion.columns(questions))
        .map(rows -> TimelineReader.read(questions, rows));
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
