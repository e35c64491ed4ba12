package org.rapport.store;

import java.util.List;

/** The statements that erase a customer, all in one transaction. */
final class ErasureSql {
  private ErasureSql() {}

  /**
   * Nothing is taken in and no decision is put on record while a customer is erased: what is under
   * way ends first, and what comes after finds nobody. Intake begins with message_key, and a
   * decision is one statement.
   */
  static final String LOCK = "LOCK TABLE message_key, latest_decision IN SHARE ROW EXCLUSIVE MODE";

  static final String PATIENCE = "SET LOCAL lock_timeout = '10s'";

  static final String HOLD = "SELECT reason FROM legal_hold WHERE pseudonym = ANY ($1::bytea[])";

  /** The customer, and those earlier ids that belong to the customer and nobody else. */
  static final String WHO =
      """
      WITH asked AS (SELECT ref FROM customer WHERE kind = 'customer' AND id = $1)
      SELECT ref, kind, id, first_seen_at FROM customer
      WHERE ref IN (SELECT ref FROM asked)
        OR ref IN (
          SELECT link.earlier_ref FROM identity_link link JOIN asked ON asked.ref = link.customer_ref
          WHERE NOT EXISTS (
            SELECT FROM identity_link other JOIN customer owner ON owner.ref = other.customer_ref
            WHERE other.earlier_ref = link.earlier_ref
              AND (other.linked_at, owner.id) < (link.linked_at, $1)))
      """;

  /** What is by customer_ref; the events first, so that they are counted. */
  static final List<String> BY_REF =
      List.of(
          "DELETE FROM event WHERE customer_ref = ANY ($1::int8[])",
          "DELETE FROM activity WHERE customer_ref = ANY ($1::int8[])",
          "DELETE FROM activity_value WHERE customer_ref = ANY ($1::int8[])",
          "DELETE FROM attribute WHERE customer_ref = ANY ($1::int8[])",
          "DELETE FROM account_membership WHERE customer_ref = ANY ($1::int8[])",
          "DELETE FROM identity_link"
              + " WHERE customer_ref = ANY ($1::int8[]) OR earlier_ref = ANY ($1::int8[])",
          "DELETE FROM customer WHERE ref = ANY ($1::int8[])");

  /** What is by the customer's id. */
  static final List<String> BY_ID =
      List.of(
          "DELETE FROM decision_summary WHERE customer_id = ANY ($1::text[])",
          "DELETE FROM latest_decision WHERE customer_id = ANY ($1::text[])");

  /** What is about all customers, this one among them, and is made anew when asked for. */
  static final List<String> ABOUT_ALL =
      List.of(
          "DELETE FROM standing_set",
          "DELETE FROM standing_page",
          "SELECT forget_results()",
          // All nodes forget what they hold in memory, too: see Shadows.
          "SELECT pg_notify('" + VersionStore.CHANNEL + "', '')");

  static final String DESTROY =
      """
      UPDATE customer_key SET wrapped = NULL, pseudonym = NULL, erased_at = $2
      WHERE pseudonym = ANY ($1::bytea[])
      RETURNING key_id
      """;

  static final String REMEMBER =
      """
      INSERT INTO erased_customer (pseudonym, erased_at)
      SELECT pseudonym, $2::timestamptz FROM unnest($1::bytea[]) AS erased (pseudonym)
      ON CONFLICT (pseudonym) DO UPDATE SET erased_at = excluded.erased_at
      """;

  static final String PUT_HOLD =
      """
      INSERT INTO legal_hold (pseudonym, reason, held_by, held_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT (pseudonym)
      DO UPDATE SET reason = excluded.reason, held_by = excluded.held_by, held_at = excluded.held_at
      """;

  static final String DELETE_HOLD = "DELETE FROM legal_hold WHERE pseudonym = $1 RETURNING reason";
}
