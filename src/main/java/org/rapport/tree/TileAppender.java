package org.rapport.tree;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Adds leaves to a tree of which only the rightmost tile of each level is at hand. */
public final class TileAppender {
  private static final Comparator<TileId> IN_ORDER =
      Comparator.comparingInt(TileId::level).thenComparingLong(TileId::index);

  private final Map<TileId, byte[]> tiles;
  private final SortedMap<TileId, byte[]> changed = new TreeMap<>(IN_ORDER);
  private long size;

  /**
   * A tree of this size.
   *
   * @param rightmost the tiles that {@link #rightmost} names
   */
  public TileAppender(long size, Map<TileId, byte[]> rightmost) {
    this.size = size;
    this.tiles = new HashMap<>(rightmost);
  }

  /** The tiles that are not full in a tree of this size. */
  public static SortedSet<TileId> rightmost(long size) {
    return Tiles.needed(List.of(new LeafRange(0, size)));
  }

  /** Adds a leaf by its hash. */
  public void add(byte[] leafHash) {
    add(0, size, leafHash);
    size++;
  }

  private void add(int level, long place, byte[] hash) {
    TileId id = new TileId(level, place / TileId.WIDTH);
    int count = (int) (place % TileId.WIDTH);
    byte[] before = count == 0 ? new byte[0] : tiles.getOrDefault(id, new byte[0]);
    if (before.length != count * TreeHash.BYTES) {
      throw new IllegalArgumentException(
          "Tile %d of level %d has %d bytes in place of %d.%nMaybe the database was changed by hand."
              .formatted(id.index(), level, before.length, count * TreeHash.BYTES));
    }
    // Copied, although a tile grows by one hash after the other: a few microseconds a decision.
    byte[] after = Arrays.copyOf(before, before.length + TreeHash.BYTES);
    System.arraycopy(hash, 0, after, before.length, TreeHash.BYTES);
    tiles.put(id, after);
    changed.put(id, after);
    if (count == TileId.WIDTH - 1) {
      add(level + 1, id.index(), Tiles.whole(after));
    }
  }

  /** How many leaves there are. */
  public long size() {
    return size;
  }

  /** The root over all leaves. */
  public byte[] root() {
    return new Tiles(tiles).hash(new LeafRange(0, size));
  }

  /** The tiles that were added to, whole. */
  public SortedMap<TileId, byte[]> changed() {
    return changed;
  }
}
