package org.rapport.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the service's own role may do: add, change and take away rows, but of tables that a
 * migration calls append-only it may add to and read them alone, and of the schema it may change
 * nothing.
 */
final class Grants {
  private static final String APPEND_ONLY =
      """
      SELECT quote_ident(class.relname)
      FROM pg_class class JOIN pg_namespace space ON space.oid = class.relnamespace
      WHERE space.nspname = '%s' AND obj_description(class.oid, 'pg_class') = 'append-only'
      """
          .formatted(Database.SCHEMA);

  private Grants() {}

  /** Grants to a role, by the connection of who owns the schema. */
  static void to(String role, Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      String name = statement.enquoteIdentifier(role, true);
      List<String> appendOnly = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(APPEND_ONLY)) {
        while (rows.next()) {
          appendOnly.add(rows.getString(1));
        }
      }
      for (String sql :
          List.of(
              "GRANT USAGE ON SCHEMA %s TO %s",
              "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %s TO %s",
              "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %s TO %s",
              "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA %s TO %s")) {
        statement.execute(sql.formatted(Database.SCHEMA, name));
      }
      for (String table : appendOnly) {
        statement.execute(
            "REVOKE UPDATE, DELETE, TRUNCATE ON %s.%s FROM %s"
                .formatted(Database.SCHEMA, table, name));
      }
      statement.execute(
          "REVOKE ALL ON %1$s.flyway_schema_history FROM %2$s".formatted(Database.SCHEMA, name));
    }
  }
}
