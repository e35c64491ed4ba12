package org.rapport.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A whole subtree: the node over the leaves from {@code index * 2^level} on, {@code 2^level} of
 * them.
 *
 * @param level 0 for a leaf
 * @param index which of its level, from 0
 */
public record Subtree(int level, long index) {

  /** What stands in the tree over some neighbouring leaves: whole subtrees, from left to right. */
  static List<Subtree> over(long from, long to) {
    List<Subtree> parts = new ArrayList<>();
    long at = from;
    while (at < to) {
      int level = Math.min(aligned(at), 63 - Long.numberOfLeadingZeros(to - at));
      parts.add(new Subtree(level, at >>> level));
      at += 1L << level;
    }
    return parts;
  }

  private static int aligned(long at) {
    return at == 0 ? 62 : Long.numberOfTrailingZeros(at);
  }

  /** The tile that it can be told from. */
  TileId tile() {
    int tileLevel = level / TileId.HEIGHT;
    long first = index << (level % TileId.HEIGHT);
    return new TileId(tileLevel, first / TileId.WIDTH);
  }
}
