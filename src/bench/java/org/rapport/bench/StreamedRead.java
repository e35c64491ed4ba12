package org.rapport.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowStream;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import org.rapport.store.DatabaseSettings;

/** The bare streamed read: rows in order of customer, folded in Java, nothing else. */
final class StreamedRead {
  static final String ACTIVITY =
      "SELECT customer_ref, day, event_type_ref, n, visits FROM activity"
          + " ORDER BY customer_ref, day, event_type_ref";

  static final String VALUES =
      "SELECT customer_ref, day, extract_ref, n, total::int8, latest, latest_at"
          + " FROM activity_value ORDER BY customer_ref, day, extract_ref";

  static final String ATTRIBUTES =
      "SELECT customer_ref, occurred_at, origin, name, number, words, flag FROM attribute"
          + " ORDER BY customer_ref, origin, name, occurred_at, key";

  private static final int FETCH = 10_000;

  private long rows;
  private long customers;
  private long lastCustomer = -1;
  private final Map<Integer, int[]> folded = new HashMap<>();

  /** What a read came to. */
  record Result(long rows, long customers, double seconds) {}

  /** Reads one table. */
  static Result read(DatabaseSettings database, String sql) {
    Vertx vertx = Vertx.vertx();
    try {
      StreamedRead read = new StreamedRead();
      long begun = System.nanoTime();
      Load.await(
          PgConnection.connect(vertx, options(database))
              .compose(
                  connection ->
                      connection
                          .begin()
                          .compose(transaction -> read.stream(connection, transaction, sql))
                          .compose(done -> connection.close())));
      return new Result(read.rows, read.customers, (System.nanoTime() - begun) / 1e9);
    } finally {
      Load.await(vertx.close());
    }
  }

  private static PgConnectOptions options(DatabaseSettings database) {
    return new PgConnectOptions()
        .setHost(database.host())
        .setPort(database.port())
        .setDatabase(database.database())
        .setUser(database.user())
        .setPassword(database.password())
        .addProperty("search_path", "rapport");
  }

  private Future<Void> stream(PgConnection connection, Transaction transaction, String sql) {
    return connection
        .prepare(sql)
        .compose(statement -> drain(statement))
        .compose(drained -> transaction.commit());
  }

  private Future<Void> drain(PreparedStatement statement) {
    Promise<Void> done = Promise.promise();
    RowStream<Row> stream = statement.createStream(FETCH, Tuple.tuple());
    stream
        .exceptionHandler(done::tryFail)
        .endHandler(end -> done.tryComplete())
        .handler(this::fold);
    return done.future();
  }

  private void fold(Row row) {
    long customer = row.getLong(0);
    if (customer != lastCustomer) {
      lastCustomer = customer;
      customers++;
      folded.clear();
    }
    rows++;
    int[] sums = folded.computeIfAbsent(row.getInteger(2), type -> new int[2]);
    sums[0]++;
    Object day = row.getValue(1);
    Object number = row.getValue(3);
    sums[1] += day.hashCode() + (number instanceof Integer n ? n : 0);
  }
}
