package org.rapport.tree;

/**
 * One tile of the stored tree: up to 256 neighbouring hashes, those of whole subtrees of {@code
 * 256^level} leaves.
 *
 * @param level 0 for leaves
 * @param index which of its level, from 0
 */
public record TileId(int level, long index) {
  static final int HEIGHT = 8;
  static final int WIDTH = 1 << HEIGHT;
}
