package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.rapport.tree.LeafRange;
import org.rapport.tree.Tiles;

/** Reads the trees: checkpoints, hashes, and where leaves stand. */
public final class TreeReader {
  /** How many changes of the signing key are told: one a week for twenty years. */
  private static final int MAX_KEY_CHANGES = 1_000;

  private final SqlClient reads;
  private final LogRows rows;

  /** A reader of this database. */
  public TreeReader(Database database) {
    this.reads = database.reads();
    this.rows = new LogRows(database);
  }

  /** What stands at the leaves. */
  public LogRows rows() {
    return rows;
  }

  /**
   * A signed checkpoint.
   *
   * @param size how many leaves the tree had
   */
  public record Signed(long size, String note) {}

  /** The newest checkpoint; empty while the tree is. */
  public Future<Optional<Signed>> newest(LogTree tree) {
    return signed(TreeSql.NEWEST, tree.number());
  }

  /** The checkpoint of exactly this size. */
  public Future<Optional<Signed>> checkpoint(LogTree tree, long size) {
    return signed(TreeSql.CHECKPOINT, tree.number(), size);
  }

  /** The first checkpoint made at a time or later. */
  public Future<Optional<Signed>> firstAt(LogTree tree, Instant time) {
    return signed(TreeSql.FIRST_AT, tree.number(), Columns.limit(time));
  }

  /** The last checkpoint made before a time. */
  public Future<Optional<Signed>> lastBefore(LogTree tree, Instant time) {
    return signed(TreeSql.LAST_BEFORE, tree.number(), Columns.limit(time));
  }

  /** Checkpoints larger than {@code after} and up to {@code size}, from the smallest on. */
  public Future<List<Signed>> checkpoints(LogTree tree, long after, long size, int limit) {
    return StoreFailures.translate(
        reads
            .preparedQuery(TreeSql.CHECKPOINTS)
            .execute(Columns.tuple(tree.number(), after, size, limit))
            .map(TreeReader::signed));
  }

  private Future<Optional<Signed>> signed(String sql, Object... parameters) {
    return StoreFailures.translate(
        reads
            .preparedQuery(sql)
            .execute(Columns.tuple(parameters))
            .map(rows -> signed(rows).stream().findFirst()));
  }

  private static List<Signed> signed(RowSet<Row> rows) {
    List<Signed> all = new ArrayList<>();
    for (Row row : rows) {
      all.add(new Signed(row.getLong(0), row.getString(1)));
    }
    return all;
  }

  /** The changes of the key that checkpoints are signed with, as signed notes, in order. */
  public Future<List<String>> keyChanges() {
    return StoreFailures.translate(
        reads
            .preparedQuery(TreeSql.KEY_CHANGES)
            .execute(Columns.tuple(MAX_KEY_CHANGES))
            .map(
                rows -> {
                  List<String> notes = new ArrayList<>();
                  rows.forEach(row -> notes.add(row.getString(0)));
                  return notes;
                }));
  }

  /** The hashes over these ranges of leaves. */
  public Future<List<byte[]>> hashes(LogTree tree, List<LeafRange> ranges) {
    return StoreFailures.translate(
        TreeWriter.tiles(reads, tree, Tiles.needed(ranges))
            .map(
                found -> {
                  Tiles tiles = new Tiles(found);
                  return ranges.stream().map(tiles::hash).toList();
                }));
  }

  /** Where a decision's leaf stands; empty when there is no such decision, or it waits still. */
  public Future<Optional<Long>> position(UUID decisionId) {
    return StoreFailures.translate(
        reads
            .preparedQuery(TreeSql.PLACE)
            .execute(Columns.tuple(decisionId))
            .map(
                rows ->
                    rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getLong(0))));
  }
}
