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
  private static final String FIND = "SELECT bytes, sha256 FROM rulebase_build WHERE build = $1";
  private static final String PUT =
      """
      INSERT INTO rulebase_build (build, rulebase, version, sha256, bytes)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT DO NOTHING
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

  /** Keeps the bytes of a build with their SHA-256; a build kept before stays as it is. */
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
