package org.rapport.store;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.rapport.tree.VerifierKey;

/** Brings the schema to this version; safe to run from several nodes at once. */
public final class Migrations {
  private Migrations() {}

  /**
   * Migrates; blocks. Several nodes may do so at once: one works, the others wait for it.
   *
   * @param owner the role that owns the schema, or may make it
   * @param service the service's own role, which is granted what it needs; the same as the owner
   *     where there is but one
   * @return the installation's name: {@code rapport/<uuid>}
   * @throws StoreUnavailableException when the database cannot be reached, or its schema cannot be
   *     brought to this version, or another master key was used before
   */
  public static String run(DatabaseSettings owner, DatabaseSettings service, Secrets secrets) {
    try {
      Flyway.configure()
          .loggers("slf4j")
          .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
          .locations("classpath:db/migration")
          .defaultSchema(Database.SCHEMA)
          .createSchemas(true)
          .javaMigrations(new SealEarlierDecisions(secrets))
          .outOfOrder(true)
          .load()
          .migrate();
      return settle(owner, service, secrets);
    } catch (FlywayException e) {
      throw new StoreUnavailableException(
          "The database %s cannot be brought to this version: %s%nMaybe it does not run, or the role may not make the schema: RAPPORT_DATABASE_OWNER_URL names one that may."
              .formatted(owner, reason(e)),
          e);
    } catch (SQLException e) {
      throw new StoreUnavailableException(
          "The database %s cannot be prepared: %s%nMaybe the role of RAPPORT_DATABASE_URL is not there, or RAPPORT_DATABASE_OWNER_URL names one that does not own the schema."
              .formatted(owner, e.getMessage()),
          e);
    }
  }

  private static String settle(DatabaseSettings owner, DatabaseSettings service, Secrets secrets)
      throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password())) {
      connection.setAutoCommit(false);
      // PostgreSQL refuses the same grant from two nodes at one moment.
      try (PreparedStatement lock =
          connection.prepareStatement(
              "SELECT pg_advisory_xact_lock(hashtext('rapport settling'))")) {
        lock.execute();
      }
      check(connection, secrets);
      if (!service.user().equals(owner.user())) {
        Grants.to(service.user(), connection);
      }
      connection.commit();
      try (PreparedStatement read =
              connection.prepareStatement("SELECT id FROM rapport.installation");
          ResultSet row = read.executeQuery()) {
        row.next();
        return "rapport/" + row.getString(1);
      }
    }
  }

  /**
   * Puts the public key on record that checkpoints are signed with; blocks.
   *
   * @throws StoreUnavailableException when another one is on record
   */
  public static void register(DatabaseSettings owner, VerifierKey key) {
    try (Connection connection =
            DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
        PreparedStatement write =
            connection.prepareStatement(
                "UPDATE rapport.installation SET verifier_key = ? WHERE verifier_key IS NULL");
        PreparedStatement read =
            connection.prepareStatement("SELECT verifier_key FROM rapport.installation")) {
      write.setString(1, key.toString());
      write.executeUpdate();
      try (ResultSet row = read.executeQuery()) {
        row.next();
        if (!key.toString().equals(row.getString(1))) {
          throw new StoreUnavailableException(
              "The log's checkpoints were signed with another key: %s%nMaybe set RAPPORT_AUDIT_KEY to that one, or put the file audit.key back into the data folder; after a rotation that broke off it is audit.key.next."
                  .formatted(row.getString(1)),
              null);
        }
      }
    } catch (SQLException e) {
      throw new StoreUnavailableException(
          "The key for checkpoints cannot be put on record: " + e.getMessage(), e);
    }
  }

  /**
   * What follows from the master key, once that was replaced: ids are hashed as at the beginning.
   *
   * @throws StoreUnavailableException when the database cannot be reached
   */
  public static Secrets secrets(DatabaseSettings owner, Secrets secrets) {
    try (Connection connection =
            DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
        PreparedStatement read =
            connection.prepareStatement("SELECT wrapped_hashing_secret FROM rapport.installation");
        ResultSet row = read.executeQuery()) {
      row.next();
      byte[] wrapped = row.getBytes(1);
      return wrapped == null ? secrets : secrets.hashingWith(wrapped);
    } catch (SQLException e) {
      throw new StoreUnavailableException(
          "What ids are hashed with cannot be read: " + e.getMessage(), e);
    }
  }

  private static void check(Connection connection, Secrets secrets) throws SQLException {
    try (PreparedStatement write =
        connection.prepareStatement(
            "UPDATE rapport.installation SET master_key_check = ? WHERE master_key_check IS NULL")) {
      write.setBytes(1, secrets.check());
      write.executeUpdate();
    }
    try (PreparedStatement read =
            connection.prepareStatement("SELECT master_key_check FROM rapport.installation");
        ResultSet row = read.executeQuery()) {
      row.next();
      if (!MessageDigest.isEqual(row.getBytes(1), secrets.check())) {
        throw new StoreUnavailableException(
            "The database was written with another master key.%nMaybe set RAPPORT_MASTER_KEY to that one, or put the file master.key back into the data folder; after a rotation that broke off it is master.key.next."
                .formatted(),
            null);
      }
    }
  }

  private static String reason(FlywayException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).strip();
  }
}
