package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.rapport.tree.Checkpoint;
import org.rapport.tree.SignerKey;
import org.rapport.tree.TileAppender;
import org.rapport.tree.TileId;
import org.rapport.tree.TreeHash;

/**
 * Gives the leaves that wait their places in a tree, and signs what the tree is then. Of all nodes
 * one does so at a time; the others find nothing to do. All of a run is one transaction: a node
 * that is killed leaves everything waiting for the next.
 */
public final class TreeWriter {
  /** How many batches of leaves a run takes at most: each has up to 256 leaves. */
  private static final int MAX_BATCHES = 1_000;

  /** How many steps. */
  private static final int MAX_STEPS = 10_000;

  private final Database database;
  private final SignerKey key;
  private final InstantSource clock;

  /** A writer that signs with this key, whose name is the installation's. */
  public TreeWriter(Database database, SignerKey key, InstantSource clock) {
    this.database = database;
    this.key = key;
    this.clock = clock;
  }

  /**
   * What a run came to.
   *
   * @param checkpoint the signed checkpoint
   * @param more whether the run was full, so that more may wait
   */
  public record Grown(String checkpoint, boolean more) {}

  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  private record Batch(long batchId, UUID[] ids, byte[] leaves) {}

  /**
   * A run.
   *
   * @return empty when nothing waited, or another node is at it
   */
  public Future<Optional<Grown>> run(LogTree tree) {
    return StoreFailures.translate(
        database.inTransaction(
            connection ->
                connection
                    .preparedQuery(TreeSql.LOCK)
                    .execute(Columns.tuple((int) tree.number()))
                    .compose(
                        locked ->
                            begun(locked.iterator().next())
                                ? take(connection, tree)
                                : Future.succeededFuture(Optional.empty()))));
  }

  /** Whether this node is to do it; a key that was replaced signs nothing any more. */
  private boolean begun(Row row) {
    String verifier = row.getString(1);
    if (verifier != null && !verifier.equals(key.verifier().toString())) {
      throw new IllegalStateException(
          "its checkpoints are signed with another key now; start this node again with that one");
    }
    return row.getBoolean(0);
  }

  private Future<Optional<Grown>> take(SqlConnection connection, LogTree tree) {
    return size(connection, tree)
        .compose(
            size ->
                waiting(connection, tree, size)
                    .compose(
                        batches ->
                            batches.isEmpty()
                                ? Future.succeededFuture(Optional.empty())
                                : tiles(connection, tree, TileAppender.rightmost(size))
                                    .map(tiles -> new TileAppender(size, tiles))
                                    .compose(appender -> place(connection, tree, batches, appender))
                                    .map(
                                        note ->
                                            Optional.of(new Grown(note, full(tree, batches))))));
  }

  private static boolean full(LogTree tree, List<Batch> batches) {
    return batches.size() == (tree == LogTree.CHANGES ? MAX_STEPS : MAX_BATCHES);
  }

  private static Future<List<Batch>> waiting(SqlConnection connection, LogTree tree, long size) {
    return tree == LogTree.CHANGES
        ? connection
            .preparedQuery(TreeSql.STEPS)
            .execute(Columns.tuple(size, MAX_STEPS))
            .map(TreeWriter::steps)
        : connection
            .preparedQuery(TreeSql.TAKE)
            .execute(Columns.tuple(tree.number(), MAX_BATCHES))
            .map(TreeWriter::batches);
  }

  private static List<Batch> steps(RowSet<Row> rows) {
    List<Batch> steps = new ArrayList<>();
    for (Row row : rows) {
      long seq = row.getLong(0);
      byte[] hash = TreeHash.leaf(row.getBuffer(1).getBytes());
      steps.add(new Batch(seq, new UUID[] {new UUID(0, seq)}, hash));
    }
    return steps;
  }

  private static List<Batch> batches(RowSet<Row> rows) {
    List<Batch> batches = new ArrayList<>();
    for (Row row : rows) {
      batches.add(new Batch(row.getLong(0), row.getArrayOfUUIDs(1), row.getBuffer(2).getBytes()));
    }
    batches.sort(Comparator.comparingLong(Batch::batchId));
    return batches;
  }

  private static Future<Long> size(SqlConnection connection, LogTree tree) {
    return connection
        .preparedQuery(TreeSql.NEWEST)
        .execute(Columns.tuple(tree.number()))
        .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong(0));
  }

  /** Some tiles as they are stored. */
  static Future<Map<TileId, byte[]>> tiles(
      SqlClient client, LogTree tree, Collection<TileId> wanted) {
    List<TileId> ids = List.copyOf(wanted);
    return client
        .preparedQuery(TreeSql.TILES)
        .execute(
            Columns.tuple(
                tree.number(),
                Columns.of(ids, Short[]::new, id -> (short) id.level()),
                Columns.of(ids, Long[]::new, TileId::index)))
        .map(
            rows -> {
              Map<TileId, byte[]> tiles = new HashMap<>();
              for (Row row : rows) {
                tiles.put(new TileId(row.getShort(0), row.getLong(1)), row.getBuffer(2).getBytes());
              }
              return tiles;
            });
  }

  private Future<String> place(
      SqlConnection connection, LogTree tree, List<Batch> batches, TileAppender appender) {
    List<Tuple> placed = new ArrayList<>();
    for (Batch batch : batches) {
      placed.add(Columns.tuple(tree.number(), batch.batchId(), appender.size(), batch.ids()));
      for (int i = 0; i < batch.ids().length; i++) {
        appender.add(
            Arrays.copyOfRange(batch.leaves(), i * TreeHash.BYTES, (i + 1) * TreeHash.BYTES));
      }
    }
    Checkpoint checkpoint =
        new Checkpoint(
            origin(key.verifier().name(), tree),
            appender.size(),
            appender.root(),
            Columns.whole(clock.instant()));
    String note = checkpoint.signed(key);
    List<TileId> ids = List.copyOf(appender.changed().keySet());
    List<byte[]> tiles = List.copyOf(appender.changed().values());
    // Steps say themselves where they stand.
    Future<?> batchesPut =
        tree == LogTree.CHANGES
            ? Future.succeededFuture()
            : connection.preparedQuery(TreeSql.PUT_BATCH).executeBatch(placed);
    return Future.all(
            batchesPut,
            connection
                .preparedQuery(TreeSql.PUT_TILES)
                .execute(
                    Columns.tuple(
                        tree.number(),
                        Columns.of(ids, Short[]::new, id -> (short) id.level()),
                        Columns.of(ids, Long[]::new, TileId::index),
                        Columns.of(tiles, Buffer[]::new, Buffer::buffer))),
            connection
                .preparedQuery(TreeSql.PUT_CHECKPOINT)
                .execute(
                    Columns.tuple(
                        tree.number(), checkpoint.size(), Columns.stored(checkpoint.at()), note)))
        .map(note);
  }

  /** The name of a tree: {@code rapport/<installation>/decisions}. */
  public static String origin(String installation, LogTree tree) {
    return installation + "/" + tree.word();
  }
}
