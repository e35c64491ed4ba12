package org.rapport.store;

/**
 * The statements that read what is known of one customer.
 *
 * <p>{@code LATERAL (... OFFSET 0)} keeps the planner from turning a join round: it shall always go
 * from the customer's ids to their rows by key, also when its statistics say that a table is empty.
 */
final class TimelineSql {
  private TimelineSql() {}

  /**
   * The customer $1 and all earlier ids linked before $2, also through other ids: an id belongs to
   * the customer with its earliest link, of two at one time to the one whose id comes first. A
   * chain is followed for eight links, never back to where it has been.
   */
  static final String PARTS =
      """
      WITH RECURSIVE chain (ref, linked_at, path) AS (
        SELECT ref, NULL::timestamptz, ARRAY[ref]
        FROM customer WHERE kind = 'customer' AND id = $1
        UNION ALL
        SELECT link.earlier_ref, greatest(chain.linked_at, link.linked_at),
          chain.path || link.earlier_ref
        FROM chain CROSS JOIN LATERAL (
          SELECT * FROM identity_link own
          WHERE own.customer_ref = chain.ref OFFSET 0) AS link
        WHERE link.linked_at < $2
          AND cardinality(chain.path) <= 8 AND link.earlier_ref <> ALL (chain.path)
          AND NOT EXISTS (
            SELECT FROM identity_link other
            WHERE other.earlier_ref = link.earlier_ref AND other.linked_at <= link.linked_at
              AND other.customer_ref <> link.customer_ref
              AND (other.linked_at < link.linked_at
                OR (SELECT (id, kind) FROM customer WHERE ref = other.customer_ref)
                  < (SELECT (id, kind) FROM customer WHERE ref = link.customer_ref))
            OFFSET 0)
      ),
      part AS MATERIALIZED (
        SELECT chain.ref, chain.linked_at, known.kind, known.id, known.first_seen_at
        FROM chain CROSS JOIN LATERAL (
          SELECT * FROM customer WHERE customer.ref = chain.ref OFFSET 0) AS known
        ORDER BY chain.linked_at NULLS FIRST, known.kind, known.id
        LIMIT 1000
      )
      """;

  /** What a row of {@link #TIMELINE} is. */
  static final int PART = 0;

  static final int ACCOUNT = 1;
  static final int DAY = 2;
  static final int DAY_VALUE = 3;
  static final int EVENT = 4;
  static final int READING = 5;

  /**
   * All of a timeline in one statement, and so from one snapshot. Parameters: the id, the latest
   * instant, the instants, the cut days, the latest instant's day.
   *
   * <p>Of the attribute readings come those that some instant sees as the latest of their name, and
   * the numbers of the single events.
   */
  static final String TIMELINE =
      PARTS
          + """
          SELECT 0 AS sort, ref AS part, kind AS name, id AS other, linked_at AS at,
            first_seen_at AS other_at, NULL::date AS day, NULL::int4 AS n, NULL::int4 AS visits,
            NULL::int8 AS number, NULL::int8 AS total, NULL::bool AS flag, NULL::text AS words,
            NULL::uuid AS key
          FROM part
          UNION ALL
          SELECT 1, part.ref, known.account_id, NULL, known.first_at,
            NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
          FROM part CROSS JOIN LATERAL (
            SELECT * FROM account_membership
            WHERE customer_ref = part.ref AND first_at < $2 OFFSET 0) AS known
          UNION ALL
          SELECT 2, part.ref, type.name, NULL, NULL,
            NULL, known.day, known.n, known.visits, NULL, NULL, NULL, NULL, NULL
          FROM part CROSS JOIN LATERAL (
            SELECT * FROM activity
            WHERE customer_ref = part.ref AND day < $5 AND day <> ALL ($4::date[])
            OFFSET 0) AS known
            JOIN event_type type ON type.ref = known.event_type_ref
          UNION ALL
          SELECT 3, part.ref, type.name, asked.property, known.latest_at,
            NULL, known.day, known.n, NULL, known.latest,
            least(greatest(known.total, -9223372036854775807), 9223372036854775807)::int8,
            NULL, NULL, NULL
          FROM part CROSS JOIN LATERAL (
            SELECT * FROM activity_value
            WHERE customer_ref = part.ref AND day < $5 AND day <> ALL ($4::date[])
            OFFSET 0) AS known
            JOIN extract asked ON asked.ref = known.extract_ref
            JOIN event_type type ON type.ref = asked.event_type_ref
          UNION ALL
          SELECT 4, part.ref, type.name, NULL, known.occurred_at,
            NULL, NULL, NULL, NULL, NULL, NULL, known.visit, NULL, known.key
          FROM unnest($4::date[]) AS cut (day) CROSS JOIN part CROSS JOIN LATERAL (
            SELECT * FROM event
            WHERE customer_ref = part.ref
              AND occurred_at >= cut.day::timestamp AT TIME ZONE 'UTC'
              AND occurred_at
                < least($2, (cut.day + 1)::timestamp AT TIME ZONE 'UTC')
            OFFSET 0) AS known
            JOIN event_type type ON type.ref = known.event_type_ref
          UNION ALL
          SELECT 5, part.ref, coalesce(type.name, ''), known.name, known.occurred_at,
            NULL, NULL, NULL, NULL, known.number, NULL, known.flag, known.words, known.key
          FROM part CROSS JOIN LATERAL (
            SELECT reading.*,
              min(occurred_at) OVER (
                PARTITION BY origin, name
                ORDER BY occurred_at GROUPS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS next_at
            FROM attribute reading
            WHERE customer_ref = part.ref AND occurred_at < $2
            OFFSET 0) AS known
            LEFT JOIN event_type type ON type.ref = known.origin
          WHERE EXISTS (
              SELECT FROM unnest($3::timestamptz[]) AS asked (at)
              WHERE asked.at > known.occurred_at
                AND (known.next_at IS NULL OR asked.at <= known.next_at))
            OR (known.number IS NOT NULL AND known.origin <> 0
              AND (known.occurred_at AT TIME ZONE 'UTC')::date = ANY ($4::date[]))
          """;

  static final String IDS =
      """
      SELECT id FROM customer
      WHERE kind = 'customer' AND id > $1 AND first_seen_at < $2
        AND NOT EXISTS (
          SELECT FROM identity_link link
          WHERE link.earlier_ref = customer.ref AND link.linked_at < $2
            AND NOT EXISTS (
              SELECT FROM identity_link back
              WHERE back.earlier_ref = link.customer_ref AND back.customer_ref = customer.ref
                AND back.linked_at < $2
              OFFSET 0)
          OFFSET 0)
      ORDER BY id
      LIMIT $3
      """;

  static final String COUNT =
      """
      SELECT count(*) FROM customer
      WHERE kind = 'customer' AND first_seen_at < $1
        AND NOT EXISTS (
          SELECT FROM identity_link link
          WHERE link.earlier_ref = customer.ref AND link.linked_at < $1
            AND NOT EXISTS (
              SELECT FROM identity_link back
              WHERE back.earlier_ref = link.customer_ref AND back.customer_ref = customer.ref
                AND back.linked_at < $1
              OFFSET 0)
          OFFSET 0)
      """;

  /**
   * Events of the customer $1 and all linked ids, newest first. Parameters: the id, before any link
   * (the last instant there is), the type or null, from, to, and the place of the last one read.
   */
  static final String EVENTS =
      PARTS
          + """
          SELECT found.key, found.message_id, found.source, part.id, found.account_id, found.name,
            found.occurred_at, found.received_at, found.properties
          FROM part CROSS JOIN LATERAL (
            SELECT known.*, type.name
            FROM event known JOIN event_type type ON type.ref = known.event_type_ref
            WHERE known.customer_ref = part.ref
              AND known.occurred_at >= $4 AND known.occurred_at < $5
              AND known.occurred_at <= $6 AND (known.occurred_at, known.key) < ($6, $7)
              AND ($3::text IS NULL OR type.name = $3)
            ORDER BY known.occurred_at DESC, known.key DESC
            LIMIT $8) AS found
          ORDER BY found.occurred_at DESC, found.key DESC
          LIMIT $8
          """;
}
