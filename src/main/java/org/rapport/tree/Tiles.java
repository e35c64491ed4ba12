package org.rapport.tree;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Some tiles, and the hashes that can be told from them. */
public final class Tiles {
  private final Map<TileId, byte[]> tiles;

  /** These tiles, each its hashes one after the other. */
  public Tiles(Map<TileId, byte[]> tiles) {
    this.tiles = new HashMap<>(tiles);
  }

  /** Which tiles the hashes of these ranges of leaves are told from. */
  public static SortedSet<TileId> needed(List<LeafRange> ranges) {
    SortedSet<TileId> needed =
        new TreeSet<>(
            java.util.Comparator.comparingInt(TileId::level).thenComparingLong(TileId::index));
    for (LeafRange range : ranges) {
      Subtree.over(range.from(), range.to()).forEach(part -> needed.add(part.tile()));
    }
    return needed;
  }

  /** The hash over the leaves of a range, as it stands in the tree. */
  public byte[] hash(LeafRange range) {
    List<Subtree> parts = Subtree.over(range.from(), range.to());
    if (parts.isEmpty()) {
      return TreeHash.empty();
    }
    byte[] hash = hash(parts.get(parts.size() - 1));
    for (int i = parts.size() - 2; i >= 0; i--) {
      hash = TreeHash.node(hash(parts.get(i)), hash);
    }
    return hash;
  }

  /** The hash of a whole subtree. */
  byte[] hash(Subtree subtree) {
    int below = subtree.level() % TileId.HEIGHT;
    int first = (int) ((subtree.index() << below) % TileId.WIDTH);
    return hash(subtree.tile(), first, 1 << below);
  }

  /** The hash over a full tile. */
  static byte[] whole(byte[] hashes) {
    return hash(hashes, 0, TileId.WIDTH);
  }

  private byte[] hash(TileId tile, int first, int count) {
    byte[] hashes = tiles.get(tile);
    if (hashes == null || hashes.length < (first + count) * TreeHash.BYTES) {
      throw new IllegalArgumentException(
          "Tile %d of level %d is missing or too short.%nMaybe the database was changed by hand."
              .formatted(tile.index(), tile.level()));
    }
    return hash(hashes, first, count);
  }

  private static byte[] hash(byte[] hashes, int first, int count) {
    if (count == 1) {
      return Arrays.copyOfRange(hashes, first * TreeHash.BYTES, (first + 1) * TreeHash.BYTES);
    }
    int half = count / 2;
    return TreeHash.node(hash(hashes, first, half), hash(hashes, first + half, half));
  }
}
