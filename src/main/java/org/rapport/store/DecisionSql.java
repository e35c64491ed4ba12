package org.rapport.store;

/** The statements of the decision log: constant texts whose parameters are whole columns. */
final class DecisionSql {
  private DecisionSql() {}

  static final String CLAIM_KEYS =
      """
      INSERT INTO idempotency (caller, key, request_hash, decision_id)
      SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[], $4::uuid[])
      ON CONFLICT DO NOTHING
      RETURNING decision_id
      """;

  private static final String STORED =
      """
      SELECT decision.decision_id, decision.caller, decision.as_of, decision.received_at,
        decision.decided_at, rules.rulebase, rules.version, rules.build, decision.fallback,
        text.sealed, rules.cards, rules.dictionary, decision.subject, keys.wrapped, keys.erased_at
      """;

  static final String FIND =
      STORED
          + """
          FROM decision JOIN decision_body text USING (decision_id)
            JOIN decided_by rules ON rules.ref = decision.decided_by
            LEFT JOIN customer_key keys ON keys.key_id = decision.subject
          WHERE decision.decision_id = $1
          """;

  static final String FIND_BY_KEYS =
      STORED
          + """
          , claimed.caller, claimed.key, claimed.request_hash
          FROM unnest($1::text[], $2::text[]) AS wanted (caller, key)
            CROSS JOIN LATERAL (
              SELECT * FROM idempotency
              WHERE idempotency.caller = wanted.caller AND idempotency.key = wanted.key
              OFFSET 0) AS claimed
            CROSS JOIN LATERAL (
              SELECT * FROM decision WHERE decision_id = claimed.decision_id OFFSET 0) AS decision
            CROSS JOIN LATERAL (
              SELECT * FROM decision_body WHERE decision_id = claimed.decision_id OFFSET 0) AS text
            CROSS JOIN LATERAL (
              SELECT * FROM decided_by WHERE ref = decision.decided_by OFFSET 0) AS rules
            LEFT JOIN LATERAL (
              SELECT * FROM customer_key WHERE key_id = decision.subject OFFSET 0) AS keys ON true
          """;

  /**
   * Puts decisions on record, in one statement: what is true of a decision stands in four tables,
   * and their leaves wait together for a place in the tree. A fallback has no score and no summary;
   * {@code newest} marks the latest of each customer and rulebase among them. Rows are taken in
   * order of key, so that two nodes cannot wait for each other. The subject is read anew, so that
   * nothing is sealed with a key that was destroyed meanwhile: the null is refused.
   */
  static final String ADD =
      """
      WITH added AS MATERIALIZED (
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[],
          $5::timestamptz[], $6::int4[], $7::bool[], $8::text[], $9::bytea[], $10::text[],
          $11::text[], $12::int4[], $13::int8[], $14::text[], $15::text[], $16::text[],
          $17::text[], $18::text[], $19::bool[], $20::uuid[], $21::bytea[], $22::bytea[])
        AS added (decision_id, caller, as_of, received_at, decided_at, decided_by, fallback,
          customer_id, sealed, rulebase, version, score, raw, band, phase, evidence,
          segments, action, newest, subject, sealed_hash, commitment)
      ),
      batch AS MATERIALIZED (SELECT nextval('tree_batch_id') AS id),
      header AS (
        INSERT INTO decision (decision_id, caller, as_of, received_at, decided_at, decided_by,
          fallback, subject, sealed_hash, commitment, batch_id)
        SELECT decision_id, caller, as_of, received_at, decided_at, decided_by, fallback,
          alive.key_id, sealed_hash, commitment, batch.id
        FROM added CROSS JOIN batch
          LEFT JOIN LATERAL (
            SELECT key_id FROM customer_key
            WHERE key_id = added.subject AND wrapped IS NOT NULL OFFSET 0) AS alive ON true
      ),
      text AS (
        INSERT INTO decision_body (decision_id, sealed) SELECT decision_id, sealed FROM added
      ),
      leaves AS (
        INSERT INTO tree_waiting (tree, batch_id, ids, leaves)
        SELECT 0, batch.id, $1::uuid[], $23::bytea FROM batch
      ),
      summary AS (
        INSERT INTO decision_summary (rulebase, customer_id, as_of, decided_at, decision_id, score,
          raw, band, phase, evidence, segments, action, version)
        SELECT rulebase, customer_id, as_of, decided_at, decision_id, score, raw, band, phase,
          evidence, string_to_array(segments, ','), action, version
        FROM added WHERE score IS NOT NULL
      )
      INSERT INTO latest_decision AS known (rulebase, customer_id, as_of, decided_at, decision_id,
        score, raw, band, phase, evidence, segments, action)
      SELECT rulebase, customer_id, as_of, decided_at, decision_id, score, raw, band, phase,
        evidence, string_to_array(segments, ','), action
      FROM added WHERE newest
      ORDER BY rulebase, customer_id
      ON CONFLICT (rulebase, customer_id) DO UPDATE SET
        as_of = excluded.as_of, decided_at = excluded.decided_at,
        decision_id = excluded.decision_id, score = excluded.score, raw = excluded.raw,
        band = excluded.band, phase = excluded.phase, evidence = excluded.evidence,
        segments = excluded.segments, action = excluded.action
      WHERE (excluded.as_of, excluded.decided_at, excluded.decision_id)
        > (known.as_of, known.decided_at, known.decision_id)
      """;

  static final String KEEP_RULES =
      """
      INSERT INTO decided_by (digest, rulebase, version, build, cards, dictionary)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT DO NOTHING
      """;

  static final String FIND_RULES = "SELECT ref FROM decided_by WHERE digest = $1";

  /** For each place in the parameters the segments of the decision before, if there is one. */
  static final String SEGMENTS_BEFORE =
      """
      SELECT asked.place::int4, known.segments
      FROM unnest($1::text[], $2::text[], $3::timestamptz[])
          WITH ORDINALITY AS asked (customer_id, rulebase, as_of, place)
        CROSS JOIN LATERAL (
          SELECT segments FROM decision_summary
          WHERE customer_id = asked.customer_id AND rulebase = asked.rulebase
            AND as_of < asked.as_of
          ORDER BY as_of DESC, decided_at DESC, decision_id DESC
          LIMIT 1) AS known
      """;

  static final String DECIDED_AS_OF =
      """
      SELECT DISTINCT customer_id FROM decision_summary
      WHERE customer_id = ANY ($1::text[]) AND rulebase = $2 AND version = $3 AND as_of = $4
      """;
}
