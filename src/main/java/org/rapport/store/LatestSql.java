package org.rapport.store;

/** The statements that look at the latest decision of each customer. */
final class LatestSql {
  static final String BANDS =
      """
      SELECT customer_id, band FROM latest_decision
      WHERE rulebase = $1 AND customer_id = ANY ($2::text[]) AND band IS NOT NULL
      """;

  private LatestSql() {}

  static final String OF_CUSTOMER =
      """
      SELECT customer_id, decision_id, as_of, decided_at, score, raw, band, phase, evidence,
        segments, action
      FROM latest_decision
      WHERE rulebase = $1 AND customer_id = $2
      """;

  private static final String FITTING =
      """
      SELECT customer_id, decision_id, as_of, decided_at, score, raw, band, phase, evidence,
        segments, action
      FROM latest_decision
      WHERE rulebase = $1
        AND ($2::text[] IS NULL OR segments && $2)
        AND ($3::text IS NULL OR band = $3)
        AND ($4::text IS NULL OR strpos(customer_id, $4) > 0)
      """;

  // $5 and $6 are the place of the last row read; $7 is how many to read. Each sort is written as
  // the ranges of its index that lie behind that place, so that no page costs more than the first.
  static final String BY_SCORE_DESCENDING =
      "SELECT * FROM (("
          + FITTING
          + """
            AND score = $5::int4 AND customer_id > $6::text
          ORDER BY customer_id
          LIMIT $7)
          UNION ALL (
          """
          + FITTING
          + """
            AND score < coalesce($5::int4, 32767)
          ORDER BY score DESC, customer_id
          LIMIT $7)) AS behind
          ORDER BY score DESC, customer_id
          LIMIT $7
          """;

  static final String BY_SCORE_ASCENDING =
      FITTING
          + """
            AND (score, customer_id) > (coalesce($5::int4, 0), coalesce($6::text, ''))
          ORDER BY score, customer_id
          LIMIT $7
          """;

  static final String BY_CUSTOMER_ID =
      FITTING
          + """
            AND customer_id > coalesce($6::text, '') AND ($6 IS NULL OR $5::int4 IS NOT NULL)
          ORDER BY customer_id
          LIMIT $7
          """;

  static final String BY_DECIDED_AT_DESCENDING =
      "SELECT * FROM (("
          + FITTING
          + """
            AND decided_at = $5::timestamptz AND customer_id > $6::text
          ORDER BY customer_id
          LIMIT $7)
          UNION ALL (
          """
          + FITTING
          + """
            AND decided_at < coalesce($5::timestamptz, 'infinity')
          ORDER BY decided_at DESC, customer_id
          LIMIT $7)) AS behind
          ORDER BY decided_at DESC, customer_id
          LIMIT $7
          """;

  /** All counts from one snapshot: what is counted, its word, the level's word, how many. */
  static final String POPULATION =
      """
      WITH counted AS MATERIALIZED (
        SELECT score, band, phase, evidence, segments, action, as_of
        FROM latest_decision WHERE rulebase = $1
      )
      SELECT 'customers', NULL, NULL, count(*), min(as_of), max(as_of) FROM counted
      UNION ALL
      SELECT 'score', score::text, NULL, count(*), NULL, NULL FROM counted GROUP BY score
      UNION ALL
      SELECT 'band', band, NULL, count(*), NULL, NULL
      FROM counted WHERE band IS NOT NULL GROUP BY band
      UNION ALL
      SELECT 'phase', phase, NULL, count(*), NULL, NULL FROM counted GROUP BY phase
      UNION ALL
      SELECT 'evidence', evidence, NULL, count(*), NULL, NULL FROM counted GROUP BY evidence
      UNION ALL
      SELECT 'segment', split_part(word, ':', 1), split_part(word, ':', 2), count(*), NULL, NULL
      FROM counted CROSS JOIN unnest(segments) AS word GROUP BY word
      UNION ALL
      SELECT 'action', action, NULL, count(*), NULL, NULL
      FROM counted WHERE action IS NOT NULL GROUP BY action
      """;
}
