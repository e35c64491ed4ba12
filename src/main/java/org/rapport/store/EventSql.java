package org.rapport.store;

/**
 * The statements that take events in: constant texts whose parameters are whole columns.
 *
 * <p>{@code OFFSET 0} keeps the planner from turning a join round: it shall always go from the
 * parameters to the table by key, also when its statistics say that the table is empty.
 */
final class EventSql {
  private EventSql() {}

  static final String SECRET = "SELECT wrapped_message_key_secret FROM installation";

  static final String ADD_KEYS =
      """
      INSERT INTO message_key (key, fingerprint)
      SELECT * FROM unnest($1::uuid[], $2::int8[])
      ON CONFLICT DO NOTHING
      RETURNING key
      """;

  static final String READ_KEYS =
      "SELECT key, fingerprint FROM message_key WHERE key = ANY ($1::uuid[])";

  static final String ADD_CUSTOMERS =
      """
      INSERT INTO customer (kind, id, first_seen_at)
      SELECT kind, id, first_seen_at
      FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS wanted (kind, id, first_seen_at)
      WHERE NOT EXISTS (
        SELECT FROM customer known WHERE known.kind = wanted.kind AND known.id = wanted.id
        OFFSET 0)
      ORDER BY kind, id
      ON CONFLICT DO NOTHING
      """;

  static final String READ_CUSTOMERS =
      """
      SELECT place::int4, known.ref, known.first_seen_at
      FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS wanted (kind, id, place)
        CROSS JOIN LATERAL (
          SELECT ref, first_seen_at FROM customer
          WHERE customer.kind = wanted.kind AND customer.id = wanted.id OFFSET 0) AS known
      """;

  static final String FIRST_SEEN =
      """
      UPDATE customer SET first_seen_at = least(first_seen_at, seen.at)
      FROM unnest($1::int8[], $2::timestamptz[]) AS seen (ref, at)
      WHERE customer.ref = seen.ref
      """;

  static final String ADD_EVENTS =
      """
      INSERT INTO event (customer_ref, occurred_at, key, event_type_ref, visit, received_at,
        clock_skew_ms, message_id, source, account_id, properties)
      SELECT customer_ref, occurred_at, key, event_type_ref, visit, $11::timestamptz,
        clock_skew_ms, message_id, source, account_id, properties
      FROM unnest($1::int8[], $2::timestamptz[], $3::uuid[], $4::int4[], $5::bool[], $6::int8[],
        $7::text[], $8::text[], $9::text[], $10::text[])
        AS added (customer_ref, occurred_at, key, event_type_ref, visit, clock_skew_ms,
          message_id, source, account_id, properties)
      """;

  static final String ADD_ACTIVITY =
      """
      INSERT INTO activity AS known (customer_ref, day, event_type_ref, n, visits)
      SELECT * FROM unnest($1::int8[], $2::date[], $3::int4[], $4::int4[], $5::int4[])
      ON CONFLICT (customer_ref, day, event_type_ref)
      DO UPDATE SET n = known.n + excluded.n, visits = known.visits + excluded.visits
      """;

  static final String ADD_VALUES =
      """
      INSERT INTO activity_value AS known
        (customer_ref, day, extract_ref, n, total, latest, latest_at)
      SELECT * FROM unnest($1::int8[], $2::date[], $3::int4[], $4::int4[], $5::int8[], $6::int8[],
        $7::timestamptz[])
      ON CONFLICT (customer_ref, day, extract_ref) DO UPDATE SET
        n = known.n + excluded.n,
        total = known.total + excluded.total,
        latest = CASE
          WHEN (excluded.latest_at, excluded.latest) > (known.latest_at, known.latest)
          THEN excluded.latest ELSE known.latest END,
        latest_at = greatest(known.latest_at, excluded.latest_at)
      """;

  static final String ADD_READINGS =
      """
      INSERT INTO attribute (customer_ref, origin, name, occurred_at, key, number, words, flag)
      SELECT * FROM unnest($1::int8[], $2::int4[], $3::text[], $4::timestamptz[], $5::uuid[],
        $6::int8[], $7::text[], $8::bool[])
      ON CONFLICT DO NOTHING
      """;

  static final String ADD_LINKS =
      """
      INSERT INTO identity_link AS known (customer_ref, earlier_ref, linked_at)
      SELECT * FROM unnest($1::int8[], $2::int8[], $3::timestamptz[])
      ON CONFLICT (customer_ref, earlier_ref)
      DO UPDATE SET linked_at = excluded.linked_at WHERE excluded.linked_at < known.linked_at
      """;

  static final String ADD_MEMBERS =
      """
      INSERT INTO account_membership AS known (customer_ref, account_id, first_at)
      SELECT * FROM unnest($1::int8[], $2::text[], $3::timestamptz[])
      ON CONFLICT (customer_ref, account_id)
      DO UPDATE SET first_at = excluded.first_at WHERE excluded.first_at < known.first_at
      """;
}
