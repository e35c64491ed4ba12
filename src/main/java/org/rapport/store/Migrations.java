package org.rapport.store;

import org.flywaydb.core.Flyway;

/** Brings the schema to this version; safe to run from several nodes at once. */
public final class Migrations {
  private Migrations() {}

  /**
   * Migrates; blocks. Several nodes may do so at once: one works, the others wait for it.
   *
   * @throws org.flywaydb.core.api.FlywayException when the database cannot be reached or its schema
   *     is newer than this version
   */
  public static void run(DatabaseSettings owner) {
    Flyway.configure()
        .loggers("slf4j")
        .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
        .locations("classpath:db/migration")
        .defaultSchema(Database.SCHEMA)
        .createSchemas(true)
        .load()
        .migrate();
  }
}
