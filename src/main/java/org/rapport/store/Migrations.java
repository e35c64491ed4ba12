package org.rapport.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema to this version; safe to run from several nodes at once. */
public final class Migrations {
  private Migrations() {}

  /**
   * Migrates; blocks. Several nodes may do so at once: one works, the others wait for it.
   *
   * @param owner the role that owns the schema, or may make it
   * @throws StoreUnavailableException when the database cannot be reached, or its schema cannot be
   *     brought to this version
   */
  public static void run(DatabaseSettings owner) {
    try {
      Flyway.configure()
          .loggers("slf4j")
          .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
          .locations("classpath:db/migration")
          .defaultSchema(Database.SCHEMA)
          .createSchemas(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreUnavailableException(
          "The database %s cannot be brought to this version: %s%nMaybe it does not run, or the role may not make the schema: RAPPORT_DATABASE_OWNER_URL names one that may."
              .formatted(owner, reason(e)),
          e);
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
