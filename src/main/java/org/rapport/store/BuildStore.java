package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.rapport.model.RulebaseRef;

/** Compiled rulebases, so that a start loads in place of compiling. */
public final class BuildStore {
  /**
   * How many builds are kept that nothing needs, the latest: of drafts that are changed back, and
   * of folders that are tried out again.
   */
  public static final int MAX_SPARE = 20;

  private static final String FIND = "SELECT bytes, sha256 FROM rulebase_build WHERE build = $1";
  private static final String PUT =
      """
      INSERT INTO rulebase_build (build, rulebase, version, sha256, bytes)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT DO NOTHING
      """;

  /**
   * Forgets what is neither of a version that was live, nor of a recorded decision, nor of a draft
   * that is worked on, nor of a shadow.
   */
  private static final String FORGET =
      """
      DELETE FROM rulebase_build WHERE build IN (
        SELECT kept.build FROM rulebase_build kept
        WHERE NOT EXISTS (
            SELECT FROM rulebase_version live
            WHERE live.rulebase = kept.rulebase AND live.version = kept.version)
          AND NOT EXISTS (SELECT FROM decided_by WHERE decided_by.build = kept.build)
          AND NOT EXISTS (
            SELECT FROM draft
            WHERE draft.rulebase = kept.rulebase AND draft.version = kept.version
              AND draft.status IN ('open', 'submitted', 'approved', 'rejected'))
          AND NOT EXISTS (
            SELECT FROM shadow
            WHERE shadow.rulebase = kept.rulebase AND shadow.version = kept.version)
        ORDER BY kept.made DESC OFFSET $1)
      """;

  private final Database database;

  /** A store on this database. */
  public BuildStore(Database database) {
    this.database = database;
  }

  /** The bytes of a build, empty when absent or when they do not fit their SHA-256. */
  public Future<Optional<byte[]>> find(String build) {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(FIND)
            .execute(Columns.tuple(build))
            .map(
                rows -> {
                  if (rows.size() == 0) {
                    return Optional.empty();
                  }
                  Row row = rows.iterator().next();
                  byte[] bytes = row.getBuffer(0).getBytes();
                  boolean whole = MessageDigest.isEqual(sha256(bytes), row.getBuffer(1).getBytes());
                  return whole ? Optional.of(bytes) : Optional.empty();
                }));
  }

  /**
   * Keeps the bytes of a build with their SHA-256; a build kept before stays as it is. Of those
   * that nothing needs, the oldest go.
   */
  public Future<Void> put(RulebaseRef ref, byte[] bytes) {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(PUT)
            .execute(
                Columns.tuple(
                    ref.build(),
                    ref.name(),
                    ref.version(),
                    Buffer.buffer(sha256(bytes)),
                    Buffer.buffer(bytes)))
            .compose(
                kept -> database.reads().preparedQuery(FORGET).execute(Columns.tuple(MAX_SPARE)))
            .mapEmpty());
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
