package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * How many transactions took something in that counts as of an instant: equal counts mean that
 * nothing new is known of the time before it, on whichever node, and also after a crash, since a
 * transaction counts itself.
 */
final class IntakeCount {
  /**
   * Days before this one count as it: a wrong clock cannot make a row for each day since Caesar.
   */
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);

  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  /** By the connection's process, so that two transactions seldom want the same row. */
  private static final String ADD =
      """
      INSERT INTO intake_count AS known (day, slot, transactions)
      VALUES ($1::date, (pg_backend_pid() % 16)::int2, 1)
      ON CONFLICT (day, slot) DO UPDATE SET transactions = known.transactions + 1
      """;

  private static final String READ =
      "SELECT coalesce(sum(transactions), 0)::int8 FROM intake_count WHERE day <= $1::date";

  private IntakeCount() {}

  /**
   * Counts the transaction; to be its last statement, so that nobody waits for its row longer than
   * a commit takes.
   *
   * @param earliest when the earliest thing occurred that it adds or takes away
   */
  static Future<Void> add(SqlClient transaction, Instant earliest) {
    LocalDate day = LocalDate.ofInstant(earliest, ZoneOffset.UTC);
    return transaction
        .preparedQuery(ADD)
        .execute(Columns.tuple(day.isBefore(FIRST) ? FIRST : day))
        .mapEmpty();
  }

  /** The count of what may have changed anything as of this instant. */
  static Future<Long> read(SqlClient client, Instant asOf) {
    Instant before = Columns.limit(asOf).toInstant().minus(1, ChronoUnit.MICROS);
    LocalDate day = LocalDate.ofInstant(before, ZoneOffset.UTC);
    LocalDate last = day.isBefore(FIRST) ? FIRST : day.isAfter(LAST) ? LAST : day;
    return client
        .preparedQuery(READ)
        .execute(Columns.tuple(last))
        .map(rows -> rows.iterator().next().getLong(0));
  }
}
