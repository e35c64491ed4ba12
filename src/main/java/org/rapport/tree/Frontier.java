package org.rapport.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * As much of a tree as is needed to go on adding leaves and to tell its root: the whole subtrees
 * over its leaves, one for each bit of its size, from left to right.
 */
public final class Frontier {
  private final List<byte[]> hashes = new ArrayList<>();
  private long size;

  /** The tree without leaves. */
  public Frontier() {}

  /**
   * A tree that is there already.
   *
   * @param hashes its whole subtrees, from the largest to the smallest
   * @throws IllegalArgumentException when these are not as many as the size has bits
   */
  public Frontier(long size, List<byte[]> hashes) {
    if (size < 0 || Long.bitCount(size) != hashes.size()) {
      throw new IllegalArgumentException(
          "%d hashes do not make a tree of %d leaves.".formatted(hashes.size(), size));
    }
    this.size = size;
    this.hashes.addAll(hashes);
  }

  /** The ranges of leaves whose hashes make the frontier of a tree of this size. */
  public static List<LeafRange> of(long size) {
    return Subtree.over(0, size).stream()
        .map(
            part -> new LeafRange(part.index() << part.level(), (part.index() + 1) << part.level()))
        .toList();
  }

  /** Adds a leaf by its hash. */
  public void add(byte[] leafHash) {
    byte[] hash = leafHash;
    // Each bit that the addition carries over joins two subtrees of one size.
    for (long carry = size; (carry & 1) == 1; carry >>>= 1) {
      hash = TreeHash.node(hashes.remove(hashes.size() - 1), hash);
    }
    hashes.add(hash);
    size++;
  }

  /** How many leaves there are. */
  public long size() {
    return size;
  }

  /** The root over all leaves. */
  public byte[] root() {
    if (hashes.isEmpty()) {
      return TreeHash.empty();
    }
    byte[] root = hashes.get(hashes.size() - 1);
    for (int i = hashes.size() - 2; i >= 0; i--) {
      root = TreeHash.node(hashes.get(i), root);
    }
    return root;
  }
}
