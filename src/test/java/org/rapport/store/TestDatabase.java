package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A migrated, empty database of its own on a real server, for a test class: make it before all
 * tests, close it after. The server is one for the JVM, its data in {@code target/}, and goes with
 * the JVM.
 */
public final class TestDatabase implements AutoCloseable {
  /** The master key of all these databases, as the setting takes it. */
  public static final String MASTER_KEY = "07".repeat(32);

  /** What follows from it. */
  public static final Secrets SECRETS = new Secrets(HexFormat.of().parseHex(MASTER_KEY));

  private static final int PATIENCE_SECONDS = 60;
  private static final String TEMPLATE = "template_rapport";
  private static final List<String> TABLES =
      List.of(
          "customer",
          "extract",
          "event_type",
          "message_key",
          "event",
          "activity",
          "activity_value",
          "attribute",
          "identity_link",
          "account_membership",
          "decision",
          "decision_body",
          "idempotency",
          "decision_summary",
          "latest_decision",
          "rulebase_build",
          "intake_count",
          "standing_set",
          "standing_page",
          "customer_key",
          "erased_customer",
          "legal_hold",
          "log_entry",
          "tree_waiting",
          "tree_batch",
          "tree_tile",
          "tree_checkpoint");
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final DatabaseSettings settings;
  private final DatabaseSettings service;
  private final Vertx vertx;
  private final Database database;

  private TestDatabase(DatabaseSettings settings, DatabaseSettings service) {
    this.settings = settings;
    this.service = service;
    this.vertx = Vertx.vertx();
    this.database = Database.connect(vertx, service, SECRETS);
  }

  /** Makes an empty database with the schema of today. */
  public static TestDatabase create() {
    DatabaseSettings server = Server.SETTINGS;
    String name = "test_" + COUNT.incrementAndGet();
    execute(server, "CREATE DATABASE %s TEMPLATE %s".formatted(name, TEMPLATE));
    return new TestDatabase(server.withDatabase(name), Server.SERVICE.withDatabase(name));
  }

  /** How the service itself connects to it: by a role that cannot change the log. */
  public DatabaseSettings service() {
    return service;
  }

  /** How to connect to it as who owns everything. */
  public DatabaseSettings settings() {
    return settings;
  }

  /** The options that let a command use it. */
  public List<String> options() {
    return List.of(
        "--master-key=" + MASTER_KEY,
        "--audit-key=" + MASTER_KEY,
        "--database-owner-url=" + url(settings),
        "--database-url=" + url(service));
  }

  private static String url(DatabaseSettings to) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(to.user(), to.password(), to.host(), to.port(), to.database());
  }

  /** The Vert.x instance its connections live on. */
  public Vertx vertx() {
    return vertx;
  }

  /** Connections to it. */
  public Database database() {
    return database;
  }

  /** Empties all tables, so that each try of a property begins with nothing. */
  public void clear() {
    // DELETE, because on tables as small as these it is much faster than TRUNCATE.
    StringBuilder all = new StringBuilder();
    for (String table : TABLES) {
      all.append("DELETE FROM rapport.").append(table).append(';');
    }
    execute(settings, all.toString());
  }

  /** Runs one statement past the stores. */
  public void execute(String sql) {
    execute(settings, sql);
  }

  /** The first column of the first row that a statement past the stores answers. */
  public String query(String sql) {
    try (Connection connection =
            DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for a future and gives what it came to; its failure is thrown as it is. */
  public static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    await(database.close());
    await(vertx.close());
    execute(Server.SETTINGS, "DROP DATABASE %s WITH (FORCE)".formatted(settings.database()));
  }

  private static void execute(DatabaseSettings where, String sql) {
    try (Connection connection =
            DriverManager.getConnection(where.jdbcUrl(), where.user(), where.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Started by the first test that needs it. */
  private static final class Server {
    private static final EmbeddedPostgres STARTED = start();
    static final DatabaseSettings SETTINGS = STARTED.settings();
    static final DatabaseSettings SERVICE = STARTED.service();

    private static EmbeddedPostgres start() {
      Path home = Path.of("target", "test-postgres");
      try {
        PostgresBinaries.deleteAll(home.resolve("data"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      EmbeddedPostgres started = EmbeddedPostgres.start(home);
      DatabaseSettings server = started.settings();
      // Tests wait for no disk: what they write is gone tomorrow anyway.
      TestDatabase.execute(server, "ALTER SYSTEM SET fsync = off");
      TestDatabase.execute(server, "ALTER SYSTEM SET synchronous_commit = off");
      TestDatabase.execute(server, "SELECT pg_reload_conf()");
      TestDatabase.execute(server, "CREATE DATABASE " + TEMPLATE);
      String unused =
          Migrations.run(
              server.withDatabase(TEMPLATE), started.service().withDatabase(TEMPLATE), SECRETS);
      return started;
    }
  }
}
