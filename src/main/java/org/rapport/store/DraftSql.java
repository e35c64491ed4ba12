package org.rapport.store;

/** The statements about drafts; each that moves one on holds every condition of its step. */
final class DraftSql {
  private static final String COLUMNS =
      """
      id, rulebase, title, status, authors, base, %s, revision, version, tested, approved, approver,
      approved_by, created_at, changed_at
      """;

  static final String FIND =
      "SELECT " + COLUMNS.formatted("files") + " FROM draft WHERE rulebase = $1 AND id = $2";

  static final String LIST =
      "SELECT "
          + COLUMNS.formatted("''")
          + """
          FROM draft WHERE rulebase = $1 AND status <> 'deleted' ORDER BY id DESC LIMIT $2
          """;

  static final String KNOWN =
      """
      SELECT EXISTS (SELECT FROM draft WHERE rulebase = $1 AND version = $2)
        OR EXISTS (SELECT FROM rulebase_version WHERE rulebase = $1 AND version = $2)
      """;

  static final String CREATE =
      """
      INSERT INTO draft
        (rulebase, title, status, authors, base, files, revision, version, created_at, changed_at)
      SELECT $1, $2, 'open', $3, $4, $5, 1, $6, $7, $7
      WHERE (
        SELECT count(*) FROM draft
        WHERE rulebase = $1 AND status IN ('open', 'submitted', 'approved', 'rejected')) < $8
      RETURNING id
      """;

  static final String CHANGE =
      """
      UPDATE draft SET title = $3, base = $4, files = $5, version = $6, changed_at = $8,
        authors = CASE WHEN $7 = ANY (authors) THEN authors ELSE authors || $7::text END,
        revision = revision + 1, status = 'open',
        tested = NULL, approved = NULL, approver = NULL, approved_by = NULL
      WHERE id = $1 AND revision = $2
        AND status IN ('open', 'submitted', 'approved', 'rejected')
      """;

  static final String TESTED =
      """
      UPDATE draft SET tested = $3, changed_at = $4
      WHERE id = $1 AND version = $2 AND status IN ('open', 'submitted', 'approved', 'rejected')
      """;

  static final String SUBMIT =
      """
      UPDATE draft SET status = 'submitted', changed_at = $3
      WHERE id = $1 AND version = $2 AND tested = version AND status IN ('open', 'rejected')
      """;

  static final String APPROVE =
      """
      UPDATE draft SET status = 'approved', approved = version, approver = $3, approved_by = $4,
        changed_at = $6
      WHERE id = $1 AND version = $2 AND tested = version AND status = 'submitted'
        AND ($5 OR NOT $3 = ANY (authors))
      """;

  static final String REJECT =
      """
      UPDATE draft SET status = 'rejected', approved = NULL, approver = NULL, approved_by = NULL,
        changed_at = $3
      WHERE id = $1 AND revision = $2 AND status IN ('submitted', 'approved')
      """;

  static final String DELETE =
      """
      UPDATE draft SET status = 'deleted', changed_at = $3
      WHERE id = $1 AND revision = $2 AND status IN ('open', 'submitted', 'approved', 'rejected')
      """;

  static final String PUBLISH =
      """
      UPDATE draft SET status = 'published', changed_at = $4
      WHERE id = $1 AND version = $2 AND tested = version AND approved = version
        AND status = 'approved' AND ($3 OR NOT approver = ANY (authors))
      """;

  private DraftSql() {}
}
