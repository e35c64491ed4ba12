package org.rapport.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.rapport.store.DatabaseSettings;
import org.rapport.store.EmbeddedPostgres;

/** A PostgreSQL of the bench's own, a database for each part: it outlives what is killed. */
final class BenchDatabase implements AutoCloseable {
  private final EmbeddedPostgres server;

  private BenchDatabase(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts an empty one. */
  static BenchDatabase start() {
    Path folder = BenchFiles.folder().resolve("postgres");
    BenchFiles.delete(folder);
    return new BenchDatabase(EmbeddedPostgres.start(folder));
  }

  /** A new, empty database. */
  DatabaseSettings fresh(String name) {
    run(server.settings(), "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    run(server.settings(), "CREATE DATABASE " + name);
    DatabaseSettings own = server.settings();
    return new DatabaseSettings(own.host(), own.port(), name, own.user(), own.password());
  }

  /** Drops it: the disk is needed. */
  void drop(DatabaseSettings database) {
    run(server.settings(), "DROP DATABASE IF EXISTS " + database.database() + " WITH (FORCE)");
  }

  /** The address as the service takes it. */
  static String url(DatabaseSettings database) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(
            database.user(),
            database.password(),
            database.host(),
            database.port(),
            database.database());
  }

  private static Connection connect(DatabaseSettings database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s?currentSchema=rapport"
            .formatted(database.host(), database.port(), database.database()),
        database.user(),
        database.password());
  }

  static void run(DatabaseSettings database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The one number that a query yields. */
  static long number(DatabaseSettings database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** What is done after a load, so that every part begins alike. */
  static void settle(DatabaseSettings database) {
    run(database, "VACUUM ANALYZE");
    run(database, "CHECKPOINT");
  }

  @Override
  public void close() {
    server.close();
  }
}
