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
   * An id's customer and all earlier ids linked before $2, also through other ids: an id belongs to
   * the customer with its earliest link, of two at one time to the one whose id comes first. A
   * chain is followed for eight links, never back to where it has been.
   */
  private static final String PARTS_OF =
      """
      WITH RECURSIVE chain (ref, linked_at, path) AS (
        SELECT ref, NULL::timestamptz, ARRAY[ref]
        FROM customer WHERE kind = 'customer' AND id = wanted.id
        UNION ALL
        SELECT link.earlier_ref, greatest(chain.linked_at, link.linked_at),
          chain.path || link.earlier_ref
        FROM chain CROSS JOIN LATERAL (
          SELECT * FROM identity_link own
          WHERE own.customer_ref = chain.ref OFFSET 0) AS link
        WHERE link.linked_at < wanted.latest
          AND cardinality(chain.path) <= 8 AND link.earlier_ref <> ALL (chain.path)
          AND NOT EXISTS (
            SELECT FROM identity_link other
            WHERE other.earlier_ref = link.earlier_ref AND other.linked_at <= link.linked_at
              AND other.customer_ref <> link.customer_ref
              AND (other.linked_at < link.linked_at
                OR (SELECT (id, kind) FROM customer WHERE ref = other.customer_ref)
                  < (SELECT (id, kind) FROM customer WHERE ref = link.customer_ref))
            OFFSET 0)
      )
      SELECT chain.ref, chain.linked_at, known.kind, known.id, known.first_seen_at
      FROM chain CROSS JOIN LATERAL (
        SELECT * FROM customer WHERE customer.ref = chain.ref OFFSET 0) AS known
      ORDER BY chain.linked_at NULLS FIRST, known.kind, known.id
      LIMIT 1000
      """;

  /**
   * Of the days that an instant cuts those on which something happened at or after it. The others
   * are whole: their count is on record, however much happened on them.
   */
  private static final String PARTED =
      """
      SELECT array_agg((cut.at AT TIME ZONE 'UTC')::date) AS cut
      FROM unnest(wanted.cut) AS cut (at)
      WHERE EXISTS (
        SELECT FROM event
        WHERE customer_ref = found.ref AND occurred_at >= $5 AND occurred_at < $6
          AND occurred_at >= cut.at
          AND occurred_at < (date_trunc('day', cut.at, 'UTC') + interval '1 day')
        OFFSET 0)
      """;

  /** The parts of each customer that is asked for; {@code owner} is the customer's place. */
  private static final String PARTS =
      """
      WITH wanted AS MATERIALIZED (
        SELECT id, latest,
          ((latest - interval '1 microsecond') AT TIME ZONE 'UTC')::date AS latest_day,
          asked::timestamptz[] AS asked, cut::timestamptz[] AS cut, owner::int4 AS owner
        FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[])
          WITH ORDINALITY AS given (id, latest, asked, cut, owner)
      ), part AS MATERIALIZED (
        SELECT wanted.owner, wanted.latest, wanted.latest_day, wanted.asked, parted.cut, found.*
        FROM wanted CROSS JOIN LATERAL (
      """
          + PARTS_OF
          + """
        ) AS found
          CROSS JOIN LATERAL (
      """
          + PARTED
          + """
          ) AS parted
      )
      """;

  /**
   * The origins and names of a part's readings: from one to the next by key, never over all of
   * them, since there may be a reading for each event.
   */
  private static final String NAMES =
      """
      WITH RECURSIVE known_name AS (
        (SELECT origin, name FROM attribute WHERE customer_ref = part.ref
        ORDER BY origin, name LIMIT 1)
        UNION ALL
        SELECT further.origin, further.name
        FROM known_name CROSS JOIN LATERAL (
          SELECT origin, name FROM attribute
          WHERE customer_ref = part.ref
            AND (origin, name) > (known_name.origin, known_name.name)
          ORDER BY origin, name LIMIT 1) AS further
      )
      SELECT origin, name FROM known_name
      """;

  /** What a row of {@link #TIMELINES} is. */
  static final int PART = 0;

  static final int ACCOUNT = 1;
  static final int DAY = 2;
  static final int DAY_VALUE = 3;
  static final int PIECE = 4;
  static final int READING = 5;
  static final int PIECE_VALUE = 6;

  /**
   * All of some customers' timelines in one statement, and so from one snapshot. Parameters: for
   * each customer the id, the latest instant, the instants and those of them that cut a day, both
   * as the text of an array; then the beginning of the earliest cut day and the end of the latest,
   * which tell before anything is read which months' partitions can be left out.
   *
   * <p>Of the attribute readings come those that some instant sees as the latest of their name. The
   * pieces of a cut day are numbered by how many of the asked-for instants lie before them: a
   * piece's number stands in {@code number}, that of its values in {@code visits}.
   */
  static final String TIMELINES =
      PARTS
          + """
          SELECT 0 AS sort, ref AS part, kind AS name, id AS other, linked_at AS at,
            first_seen_at AS other_at, NULL::date AS day, NULL::int4 AS n, NULL::int4 AS visits,
            NULL::int8 AS number, NULL::int8 AS total, NULL::bool AS flag, NULL::text AS words,
            NULL::uuid AS key, owner
          FROM part
          UNION ALL
          SELECT 1, part.ref, known.account_id, NULL, known.first_at,
            NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, part.owner
          FROM part CROSS JOIN LATERAL (
            SELECT * FROM account_membership
            WHERE customer_ref = part.ref AND first_at < part.latest OFFSET 0) AS known
          UNION ALL
          SELECT 2, part.ref, type.name, NULL, NULL,
            NULL, known.day, known.n, known.visits, NULL, NULL, NULL, NULL, NULL, part.owner
          FROM part CROSS JOIN LATERAL (
            SELECT * FROM activity
            WHERE customer_ref = part.ref AND day <= part.latest_day
              AND day <> ALL (coalesce(part.cut, '{}'))
            OFFSET 0) AS known
            JOIN event_type type ON type.ref = known.event_type_ref
          UNION ALL
          SELECT 3, part.ref, type.name, asked.property, known.latest_at,
            NULL, known.day, known.n, NULL, known.latest,
            least(greatest(known.total, -9223372036854775807), 9223372036854775807)::int8,
            NULL, NULL, NULL, part.owner
          FROM part CROSS JOIN LATERAL (
            SELECT * FROM activity_value
            WHERE customer_ref = part.ref AND day <= part.latest_day
              AND day <> ALL (coalesce(part.cut, '{}'))
            OFFSET 0) AS known
            JOIN extract asked ON asked.ref = known.extract_ref
            JOIN event_type type ON type.ref = asked.event_type_ref
          UNION ALL
          SELECT 4, counted.ref, type.name, NULL, counted.first_at,
            NULL, counted.day, counted.n, counted.visits, counted.piece, NULL, NULL, NULL, NULL,
            counted.owner
          FROM (
            SELECT part.owner, part.ref, cut.day, known.event_type_ref, known.piece,
              min(known.occurred_at) AS first_at, count(*)::int4 AS n,
              (count(*) FILTER (WHERE known.visit))::int4 AS visits
            FROM part CROSS JOIN unnest(part.cut) AS cut (day) CROSS JOIN LATERAL (
              SELECT event_type_ref, occurred_at, visit,
                width_bucket(occurred_at, part.asked)::int8 AS piece
              FROM event
              WHERE customer_ref = part.ref
                AND occurred_at >= $5 AND occurred_at < $6 AND occurred_at < part.latest
                AND occurred_at >= cut.day::timestamp AT TIME ZONE 'UTC'
                AND occurred_at < (cut.day + 1)::timestamp AT TIME ZONE 'UTC'
              OFFSET 0) AS known
            GROUP BY 1, 2, 3, 4, 5) AS counted
            JOIN event_type type ON type.ref = counted.event_type_ref
          UNION ALL
          SELECT 5, part.ref, coalesce(type.name, ''), known.name, known.occurred_at,
            NULL, NULL, NULL, NULL, known.number, NULL, known.flag, known.words, known.key,
            part.owner
          FROM part CROSS JOIN LATERAL (
            SELECT reading.*
            FROM (
          """
          + NAMES
          + """
            ) AS known_name
              CROSS JOIN (
                SELECT at, lag(at, 1, '-infinity') OVER (ORDER BY at) AS before
                FROM unnest(part.asked) AS asked (at)) AS asked
              CROSS JOIN LATERAL (
                SELECT * FROM attribute
                WHERE customer_ref = part.ref AND origin = known_name.origin
                  AND name = known_name.name AND occurred_at >= asked.before
                  AND occurred_at < asked.at
                ORDER BY occurred_at DESC
                FETCH FIRST 1 ROW WITH TIES) AS reading
            OFFSET 0) AS known
            LEFT JOIN event_type type ON type.ref = known.origin
          UNION ALL
          SELECT 6, counted.ref, type.name, counted.name, counted.latest_at,
            NULL, counted.day, counted.n, counted.piece::int4, counted.latest,
            least(greatest(counted.total, -9223372036854775807), 9223372036854775807)::int8,
            NULL, NULL, NULL, counted.owner
          FROM (
            SELECT part.owner, part.ref, cut.day, known.origin, known.name, known.piece,
              max(known.occurred_at) AS latest_at, count(*)::int4 AS n,
              sum(known.number) AS total,
              (array_agg(known.number ORDER BY known.occurred_at DESC, known.number DESC))[1]
                AS latest
            FROM part CROSS JOIN unnest(part.cut) AS cut (day) CROSS JOIN LATERAL (
              SELECT number.origin, number.name, number.number, number.occurred_at,
                width_bucket(number.occurred_at, part.asked)::int8 AS piece
              FROM (
          """
          + NAMES
          + """
              ) AS known_name
                CROSS JOIN LATERAL (
                  SELECT * FROM attribute
                  WHERE customer_ref = part.ref AND origin = known_name.origin
                    AND name = known_name.name
                    AND occurred_at >= cut.day::timestamp AT TIME ZONE 'UTC'
                    AND occurred_at
                      < least(part.latest, (cut.day + 1)::timestamp AT TIME ZONE 'UTC')
                  OFFSET 0) AS number
              WHERE number.origin <> 0 AND number.number IS NOT NULL
              OFFSET 0) AS known
            GROUP BY 1, 2, 3, 4, 5, 6) AS counted
            JOIN event_type type ON type.ref = counted.origin
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
      """
      WITH part AS MATERIALIZED (
        SELECT found.*
        FROM (SELECT $1::text AS id, $2::timestamptz AS latest) AS wanted CROSS JOIN LATERAL (
      """
          + PARTS_OF
          + """
          ) AS found)
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
