package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** The connections to PostgreSQL that the stores share. */
public final class Database {
  /** The schema that all tables live in. */
  static final String SCHEMA = "rapport";

  private static final int READ_CONNECTIONS = 4;
  private static final int WRITE_CONNECTIONS = 8;
  private static final int MAX_WAITING = 10_000;
  private static final int PIPELINING_LIMIT = 64;
  private static final int STATEMENT_CACHE_SIZE = 256;
  private static final int MAX_STATEMENT_LENGTH = 16_384;
  private static final int CONNECT_TIMEOUT_SECONDS = 5;
  private static final String STATEMENT_TIMEOUT = "30s";

  private final SqlClient reads;
  private final Pool writes;
  private final Secrets secrets;

  private Database(SqlClient reads, Pool writes, Secrets secrets) {
    this.reads = reads;
    this.writes = writes;
    this.secrets = secrets;
  }

  /** Connects lazily; the schema must have been migrated with the same secrets. */
  public static Database connect(Vertx vertx, DatabaseSettings settings, Secrets secrets) {
    return new Database(
        PgBuilder.client()
            .with(poolOptions("reads", READ_CONNECTIONS))
            .connectingTo(options(settings).setMetricsName("reads"))
            .using(vertx)
            .build(),
        PgBuilder.pool()
            .with(poolOptions("writes", WRITE_CONNECTIONS))
            .connectingTo(options(settings).setMetricsName("writes"))
            .using(vertx)
            .build(),
        secrets);
  }

  private static PoolOptions poolOptions(String name, int connections) {
    // Named, so that their metrics are told apart.
    return new PoolOptions()
        .setName(name)
        .setMaxSize(connections)
        .setMaxWaitQueueSize(MAX_WAITING)
        .setConnectionTimeout(CONNECT_TIMEOUT_SECONDS)
        .setConnectionTimeoutUnit(TimeUnit.SECONDS);
  }

  /** How every connection is made. */
  static PgConnectOptions options(DatabaseSettings settings) {
    return new PgConnectOptions()
        .setHost(settings.host())
        .setPort(settings.port())
        .setDatabase(settings.database())
        .setUser(settings.user())
        .setPassword(settings.password())
        .setPipeliningLimit(PIPELINING_LIMIT)
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(STATEMENT_CACHE_SIZE)
        .setPreparedStatementCacheSqlLimit(MAX_STATEMENT_LENGTH)
        .addProperty("application_name", "rapport")
        .addProperty("search_path", SCHEMA)
        .addProperty("TimeZone", "UTC")
        .addProperty("jit", "off")
        .addProperty("statement_timeout", STATEMENT_TIMEOUT)
        // Work goes by key: a plan made while a table was small must not scan it when it has grown,
        // and planning anew for each statement would cost more than many a statement.
        .addProperty("plan_cache_mode", "force_generic_plan")
        .addProperty("enable_seqscan", "off")
        .addProperty("enable_bitmapscan", "off")
        .addProperty("enable_hashjoin", "off")
        .addProperty("enable_mergejoin", "off");
  }

  /** What follows from the master key. */
  Secrets secrets() {
    return secrets;
  }

  /** Pipelined connections for single statements by key. */
  SqlClient reads() {
    return reads;
  }

  /** Connections that one caller has to itself. */
  Pool writes() {
    return writes;
  }

  /** Does work in a transaction; once more when another transaction was in the way. */
  <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
    return onceMore(() -> writes.withTransaction(guarded(work)));
  }

  /**
   * Does work that is one writing statement, a transaction by itself; once more when another was in
   * the way.
   */
  <T> Future<T> inStatement(Function<SqlConnection, Future<T>> work) {
    return onceMore(() -> writes.withConnection(guarded(work)));
  }

  private static <T> Function<SqlConnection, Future<T>> guarded(
      Function<SqlConnection, Future<T>> work) {
    return connection -> {
      try {
        return work.apply(connection);
      } catch (RuntimeException e) {
        return Future.failedFuture(e); // rolls back, as any other failure does
      }
    };
  }

  private static <T> Future<T> onceMore(Supplier<Future<T>> work) {
    return work.get()
        .recover(
            failure ->
                StoreFailures.isConflict(failure) ? work.get() : Future.failedFuture(failure))
        .recover(failure -> Future.failedFuture(StoreFailures.translated(failure)));
  }

  /** Succeeds when the database answers. */
  public Future<Void> ping() {
    return StoreFailures.translate(reads.query("SELECT").execute()).mapEmpty();
  }

  /** Closes all connections. */
  public Future<Void> close() {
    return Future.join(reads.close(), writes.close()).mapEmpty();
  }
}
