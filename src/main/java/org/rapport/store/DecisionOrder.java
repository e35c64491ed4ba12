package org.rapport.store;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The decisions on record in the order of their ids, which is nearly that of time. */
public final class DecisionOrder {
  private static final String AFTER =
      """
      SELECT decision_id FROM decision
      WHERE $1::uuid IS NULL OR decision_id > $1
      ORDER BY decision_id LIMIT $2
      """;

  private static final String COUNT = "SELECT count(*) FROM decision";

  private final Database database;

  /** The order of the decisions in this database. */
  public DecisionOrder(Database database) {
    this.database = database;
  }

  /**
   * The ids that come next.
   *
   * @param after the last of those before, or null to begin
   * @param limit how many at most
   */
  public Future<List<UUID>> after(@Nullable UUID after, int limit) {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(AFTER)
            .execute(Columns.tuple(after, limit))
            .map(
                rows -> {
                  List<UUID> ids = new ArrayList<>();
                  rows.forEach(row -> ids.add(row.getUUID(0)));
                  return ids;
                }));
  }

  /** How many there are. */
  public Future<Long> count() {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(COUNT)
            .execute()
            .map(rows -> rows.iterator().next().getLong(0)));
  }
}
