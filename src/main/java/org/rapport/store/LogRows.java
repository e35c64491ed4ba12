package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.tree.DecisionLeaf;

/** Reads what stands at the leaves of the trees, as it is now, whatever became of it. */
public final class LogRows {
  private static final int STEPS_A_BATCH = 256;

  private final SqlClient reads;
  private final Secrets secrets;

  LogRows(Database database) {
    this.reads = database.reads();
    this.secrets = database.secrets();
  }

  /**
   * Leaves that were written together.
   *
   * @param first the first one's position
   */
  public record Batch(long batchId, long first, List<UUID> ids) {}

  /** The batches from the one on that holds a position, in order. */
  public Future<List<Batch>> batches(LogTree tree, long position, int limit) {
    if (tree == LogTree.CHANGES) {
      return steps(position, limit * STEPS_A_BATCH)
          .map(
              steps ->
                  steps.keySet().stream()
                      .map(seq -> new Batch(seq, seq - 1, List.of(new UUID(0, seq))))
                      .toList());
    }
    return StoreFailures.translate(
        reads
            .preparedQuery(TreeSql.BATCHES)
            .execute(Columns.tuple(tree.number(), position, limit))
            .map(
                rows -> {
                  List<Batch> batches = new ArrayList<>();
                  for (Row row : rows) {
                    batches.add(
                        new Batch(row.getLong(0), row.getLong(1), List.of(row.getArrayOfUUIDs(2))));
                  }
                  return batches;
                }));
  }

  /**
   * A decision's row as the log has it.
   *
   * @param rulesRef where its rules stand
   * @param sealed the sealed record; null when the row is gone
   * @param erasedAt when its customer was erased, or null
   * @param opened what was sealed; null when it cannot be opened
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  public record Logged(
      DecisionLeaf leaf,
      long batchId,
      int rulesRef,
      byte @Nullable [] sealed,
      @Nullable Instant erasedAt,
      @Nullable Opened opened) {}

  /** What was said, and the salt that its commitment was made with. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  public record Opened(byte[] salt, String customerId, byte[] answer, byte[] body) {}

  /**
   * The decisions of these ids that there are, by id.
   *
   * @param opening whether to open what is sealed
   */
  public Future<Map<UUID, Logged>> decisions(List<UUID> ids, boolean opening) {
    return StoreFailures.translate(
        reads
            .preparedQuery(TreeSql.DECISIONS)
            .execute(Columns.tuple((Object) ids.toArray(UUID[]::new)))
            .map(
                rows -> {
                  Map<UUID, Logged> all = new HashMap<>();
                  for (Row row : rows) {
                    all.put(row.getUUID(0), logged(row, opening));
                  }
                  return all;
                }));
  }

  private Logged logged(Row row, boolean opening) {
    byte[] none = new byte[0];
    boolean fallback = Boolean.TRUE.equals(row.getBoolean(10));
    return new Logged(
        new DecisionLeaf(
            row.getUUID(0),
            row.getUUID(1),
            row.getString(2),
            row.getOffsetDateTime(3).toInstant(),
            row.getOffsetDateTime(4).toInstant(),
            row.getOffsetDateTime(5).toInstant(),
            String.valueOf(row.getString(6)),
            String.valueOf(row.getString(7)),
            String.valueOf(row.getString(8)),
            row.getBuffer(9) == null ? none : row.getBuffer(9).getBytes(),
            fallback,
            row.getBuffer(11).getBytes(),
            row.getBuffer(12).getBytes(),
            row.getBoolean(13)),
        row.getLong(14),
        row.getInteger(15),
        row.getBuffer(16) == null ? null : row.getBuffer(16).getBytes(),
        row.getOffsetDateTime(18) == null ? null : row.getOffsetDateTime(18).toInstant(),
        opening ? opened(row) : null);
  }

  /** What was sealed; null when it cannot be opened, for whichever reason: verifying tells it. */
  private @Nullable Opened opened(Row row) {
    if (row.getBuffer(16) == null || row.getBuffer(17) == null || row.getBuffer(19) == null) {
      return null;
    }
    try {
      byte[] key = secrets.unwrap(row.getBuffer(17).getBytes(), row.getUUID(1));
      Sealing.Opened opened = Sealing.open(key, row.getUUID(0), row.getBuffer(16).getBytes());
      byte[] said = Packing.unpack(opened.packed(), row.getBuffer(19).getBytes());
      return new Opened(
          opened.salt(),
          opened.customerId(),
          Arrays.copyOf(said, opened.answerLength()),
          Arrays.copyOfRange(said, opened.answerLength(), said.length));
    } catch (IllegalArgumentException damaged) {
      return null;
    }
  }

  /** The leaves of these entries that there are, by id. */
  public Future<Map<UUID, String>> entries(LogTree tree, List<UUID> ids) {
    if (tree == LogTree.CHANGES) {
      long first = ids.isEmpty() ? 1 : ids.get(0).getLeastSignificantBits();
      return steps(first - 1, Math.max(1, ids.size()))
          .map(
              steps -> {
                Map<UUID, String> all = new HashMap<>();
                steps.forEach((seq, text) -> all.put(new UUID(0, seq), text));
                return all;
              });
    }
    return StoreFailures.translate(
        reads
            .preparedQuery(TreeSql.ENTRIES)
            .execute(Columns.tuple(ids.toArray(UUID[]::new), tree.number()))
            .map(
                rows -> {
                  Map<UUID, String> all = new HashMap<>();
                  for (Row row : rows) {
                    all.put(row.getUUID(0), row.getString(1));
                  }
                  return all;
                }));
  }

  /** The steps from a position on, by their numbers. */
  private Future<SortedMap<Long, String>> steps(long position, int limit) {
    return StoreFailures.translate(
        reads
            .preparedQuery(TreeSql.STEPS)
            .execute(Columns.tuple(position, limit))
            .map(
                rows -> {
                  SortedMap<Long, String> steps = new TreeMap<>();
                  for (Row row : rows) {
                    steps.put(row.getLong(0), row.getBuffer(1).toString(StandardCharsets.UTF_8));
                  }
                  return steps;
                }));
  }

  /**
   * The text of a rulebase version that was ever live.
   *
   * @param files as they were given, as JSON
   */
  public record Text(String rulebase, String version, String files) {}

  /** The texts of these versions that there are; both lists are as long, a version a place. */
  public Future<List<Text>> texts(List<String> rulebases, List<String> versions) {
    return StoreFailures.translate(
        reads
            .preparedQuery(TreeSql.TEXTS)
            .execute(
                Columns.tuple(rulebases.toArray(String[]::new), versions.toArray(String[]::new)))
            .map(
                found -> {
                  List<Text> texts = new ArrayList<>();
                  for (Row row : found) {
                    texts.add(new Text(row.getString(0), row.getString(1), row.getString(2)));
                  }
                  return texts;
                }));
  }

  /** What all decisions by the same rules have in common. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  public record Rules(
      byte[] digest,
      String rulebase,
      String version,
      String build,
      byte[] cards,
      byte[] dictionary) {}

  /** The rules of a place, empty when nothing stands there. */
  public Future<Optional<Rules>> rules(int ref) {
    return StoreFailures.translate(
        reads
            .preparedQuery(TreeSql.RULES)
            .execute(Columns.tuple(ref))
            .map(
                rows ->
                    rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rules(rows.iterator().next()))));
  }

  private static Rules rules(Row row) {
    return new Rules(
        row.getBuffer(1).getBytes(),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getBuffer(5).getBytes(),
        row.getBuffer(6).getBytes());
  }

  /**
   * Decisions of one page that are in no tree.
   *
   * @param next where the page after this one begins; null when this was the last
   */
  public record Strays(List<UUID> ids, @Nullable UUID next) {}

  /** Decisions that are in no batch of the tree and wait for none, in order of id. */
  public Future<Strays> strays(UUID after, UUID before, int page) {
    Future<RowSet<Row>> strays =
        reads.preparedQuery(TreeSql.STRAYS).execute(Columns.tuple(after, before, page));
    Future<RowSet<Row>> last =
        reads.preparedQuery(TreeSql.LAST_IN_PAGE).execute(Columns.tuple(after, before, page));
    return StoreFailures.translate(
        Future.all(strays, last)
            .map(
                both -> {
                  List<UUID> ids = new ArrayList<>();
                  for (Row row : strays.result()) {
                    ids.add(row.getUUID(0));
                  }
                  return new Strays(
                      ids,
                      last.result().size() == 0
                          ? null
                          : last.result().iterator().next().getUUID(0));
                }));
  }
}
