package org.rapport.store;

/** The statements of the trees. */
final class TreeSql {
  private TreeSql() {}

  /** One sequencer at a time, whichever node it is on. */
  static final String LOCK =
      """
      SELECT pg_try_advisory_xact_lock(hashtext('rapport tree'), $1::int4),
        (SELECT verifier_key FROM installation)
      """;

  static final String KEY_CHANGES = "SELECT note FROM audit_key_change ORDER BY seq LIMIT $1";

  static final String TAKE =
      """
      DELETE FROM tree_waiting
      WHERE ctid = ANY (ARRAY(SELECT ctid FROM tree_waiting
          WHERE tree = $1::int2 ORDER BY batch_id LIMIT $2::int4))
      RETURNING batch_id, ids, leaves
      """;

  static final String NEWEST =
      """
      SELECT size, note FROM tree_checkpoint WHERE tree = $1 ORDER BY size DESC LIMIT 1
      """;

  static final String CHECKPOINT =
      "SELECT size, note FROM tree_checkpoint WHERE tree = $1 AND size = $2";

  /** The first that is not before a time. */
  static final String FIRST_AT =
      """
      SELECT size, note FROM tree_checkpoint WHERE tree = $1 AND made_at >= $2
      ORDER BY made_at, size LIMIT 1
      """;

  /** The last that is before a time. */
  static final String LAST_BEFORE =
      """
      SELECT size, note FROM tree_checkpoint WHERE tree = $1 AND made_at < $2
      ORDER BY made_at DESC, size DESC LIMIT 1
      """;

  static final String CHECKPOINTS =
      """
      SELECT size, note FROM tree_checkpoint WHERE tree = $1 AND size > $2 AND size <= $3
      ORDER BY size LIMIT $4
      """;

  static final String TILES =
      """
      SELECT wanted.level, wanted.index, tile.hashes
      FROM unnest($2::int2[], $3::int8[]) AS wanted (level, index)
        CROSS JOIN LATERAL (
          SELECT hashes FROM tree_tile
          WHERE tree_tile.tree = $1::int2 AND tree_tile.level = wanted.level
            AND tree_tile.index = wanted.index OFFSET 0) AS tile
      """;

  static final String PUT_BATCH =
      "INSERT INTO tree_batch (tree, batch_id, first_position, ids) VALUES ($1, $2, $3, $4)";

  static final String PUT_TILES =
      """
      INSERT INTO tree_tile (tree, level, index, hashes)
      SELECT $1::int2, level, index, hashes
      FROM unnest($2::int2[], $3::int8[], $4::bytea[]) AS put (level, index, hashes)
      ON CONFLICT (tree, level, index) DO UPDATE SET hashes = excluded.hashes
      """;

  static final String PUT_CHECKPOINT =
      "INSERT INTO tree_checkpoint (tree, size, made_at, note) VALUES ($1, $2, $3, $4)";

  static final String WAIT =
      """
      WITH batch AS MATERIALIZED (SELECT nextval('tree_batch_id') AS id),
      entry AS (
        INSERT INTO log_entry (entry_id, tree, batch_id, leaf)
        SELECT $1::uuid, $2::int2, batch.id, $3::text FROM batch
      )
      INSERT INTO tree_waiting (tree, batch_id, ids, leaves)
      SELECT $2::int2, batch.id, ARRAY[$1::uuid], $4::bytea FROM batch
      """;

  static final String BATCHES =
      """
      SELECT batch_id, first_position, ids FROM tree_batch
      WHERE tree = $1 AND first_position + cardinality(ids) > $2
        AND first_position >= $2::int8 - 100000
      ORDER BY first_position LIMIT $3
      """;

  static final String PLACE =
      """
      SELECT batch.first_position + array_position(batch.ids, $1::uuid) - 1
      FROM decision JOIN tree_batch batch ON batch.tree = 0 AND batch.batch_id = decision.batch_id
      WHERE decision.decision_id = $1 AND array_position(batch.ids, $1::uuid) IS NOT NULL
      """;

  private static final String DECISION =
      """
      SELECT decision.decision_id, decision.subject, decision.caller, decision.as_of,
        decision.received_at, decision.decided_at, rules.rulebase, rules.version, rules.build,
        rules.digest, decision.fallback, decision.sealed_hash, decision.commitment,
        decision.brought_in, decision.batch_id, decision.decided_by, text.sealed, keys.wrapped,
        keys.erased_at, rules.dictionary
      """;

  static final String DECISIONS =
      DECISION
          + """
          FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, place)
            CROSS JOIN LATERAL (
              SELECT * FROM decision WHERE decision_id = wanted.id OFFSET 0) AS decision
            LEFT JOIN LATERAL (
              SELECT * FROM decision_body WHERE decision_id = wanted.id OFFSET 0) AS text ON true
            LEFT JOIN LATERAL (
              SELECT * FROM decided_by WHERE ref = decision.decided_by OFFSET 0) AS rules ON true
            LEFT JOIN LATERAL (
              SELECT * FROM customer_key WHERE key_id = decision.subject OFFSET 0) AS keys ON true
          """;

  static final String ENTRIES =
      "SELECT entry_id, leaf FROM log_entry WHERE entry_id = ANY ($1::uuid[]) AND tree = $2";

  static final String RULES =
      """
      SELECT ref, digest, rulebase, version, build, cards, dictionary FROM decided_by
      WHERE ref = $1
      """;

  static final String TEXTS =
      """
      SELECT text.rulebase, text.version, text.files
      FROM unnest($1::text[], $2::text[]) AS wanted (rulebase, version)
        CROSS JOIN LATERAL (
          SELECT * FROM rulebase_version
          WHERE rulebase_version.rulebase = wanted.rulebase
            AND rulebase_version.version = wanted.version OFFSET 0) AS text
      """;

  /** Decisions that no tree has and none will: in order of id. */
  static final String STRAYS =
      """
      SELECT decision_id FROM (
        SELECT decision_id, batch_id FROM decision
        WHERE decision_id > $1 AND decision_id < $2
        ORDER BY decision_id LIMIT $3) AS page
      WHERE NOT EXISTS (
          SELECT FROM tree_batch batch
          WHERE batch.tree = 0 AND batch.batch_id = page.batch_id
            AND page.decision_id = ANY (batch.ids) OFFSET 0)
        AND NOT EXISTS (
          SELECT FROM tree_waiting waiting
          WHERE waiting.tree = 0 AND waiting.batch_id = page.batch_id
            AND page.decision_id = ANY (waiting.ids) OFFSET 0)
      ORDER BY decision_id
      """;

  /** Steps are numbered from 1 without a gap, so that each has its place already. */
  static final String STEPS = "SELECT seq, body FROM step_log WHERE seq > $1 ORDER BY seq LIMIT $2";

  static final String LAST_IN_PAGE =
      """
      SELECT decision_id FROM decision WHERE decision_id > $1 AND decision_id < $2
      ORDER BY decision_id OFFSET $3::int4 - 1 LIMIT 1
      """;
}
