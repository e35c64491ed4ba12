package org.rapport.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Proofs that a leaf is in a tree, and that one tree goes on from another: which hashes make them
 * (RFC 9162, sections 2.1.3.1 and 2.1.4.1), and how they are checked (2.1.3.2 and 2.1.4.2).
 */
public final class TreeProofs {
  private TreeProofs() {}

  /**
   * The hashes that prove that a leaf is in a tree, from the leaf up.
   *
   * @param position the leaf's, 0 to {@code size - 1}
   */
  public static List<LeafRange> inclusion(long position, long size) {
    if (position < 0 || position >= size) {
      throw new IllegalArgumentException(
          "A tree of %d leaves has none at %d.".formatted(size, position));
    }
    List<LeafRange> path = new ArrayList<>();
    inclusion(position, new LeafRange(0, size), path);
    return path;
  }

  private static void inclusion(long position, LeafRange tree, List<LeafRange> path) {
    if (tree.to() - tree.from() == 1) {
      return;
    }
    long middle = middle(tree);
    LeafRange left = new LeafRange(tree.from(), middle);
    LeafRange right = new LeafRange(middle, tree.to());
    boolean inLeft = position < middle;
    inclusion(position, inLeft ? left : right, path);
    path.add(inLeft ? right : left);
  }

  /**
   * The hashes that prove that a tree goes on from an earlier one.
   *
   * @param from the earlier size, 1 to {@code to}
   */
  public static List<LeafRange> consistency(long from, long to) {
    if (from < 1 || from > to) {
      throw new IllegalArgumentException(
          "There is no proof from %d leaves to %d.%nMaybe ask from a size of 1 or more to one that is not smaller."
              .formatted(from, to));
    }
    List<LeafRange> proof = new ArrayList<>();
    consistency(from, new LeafRange(0, to), true, proof);
    return proof;
  }

  private static void consistency(long from, LeafRange tree, boolean known, List<LeafRange> proof) {
    if (from == tree.to()) {
      if (!known) {
        proof.add(tree);
      }
      return;
    }
    long middle = middle(tree);
    LeafRange left = new LeafRange(tree.from(), middle);
    LeafRange right = new LeafRange(middle, tree.to());
    if (from <= middle) {
      consistency(from, left, known, proof);
      proof.add(right);
    } else {
      consistency(from, right, false, proof);
      proof.add(left);
    }
  }

  private static long middle(LeafRange tree) {
    return tree.from() + Long.highestOneBit(tree.to() - tree.from() - 1);
  }

  /** Whether the proof shows that the leaf is at this position of the tree with this root. */
  public static boolean includes(
      byte[] leafHash, long position, long size, List<byte[]> proof, byte[] root) {
    if (position < 0 || position >= size) {
      return false;
    }
    long place = position;
    long last = size - 1;
    byte[] hash = leafHash;
    for (byte[] each : proof) {
      if (last == 0) {
        return false;
      }
      if ((place & 1) == 1 || place == last) {
        hash = TreeHash.node(each, hash);
        while ((place & 1) == 0 && place != 0) {
          place >>>= 1;
          last >>>= 1;
        }
      } else {
        hash = TreeHash.node(hash, each);
      }
      place >>>= 1;
      last >>>= 1;
    }
    return last == 0 && Arrays.equals(hash, root);
  }

  /** Whether the proof shows that the later tree begins with all leaves of the earlier. */
  public static boolean goesOn(
      long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> proof) {
    if (from < 1 || from > to) {
      return false;
    }
    if (from == to) {
      return proof.isEmpty() && Arrays.equals(fromRoot, toRoot);
    }
    List<byte[]> hashes = new ArrayList<>(proof);
    if (Long.bitCount(from) == 1) {
      hashes.add(0, fromRoot);
    }
    if (hashes.isEmpty()) {
      return false;
    }
    long place = from - 1;
    long last = to - 1;
    while ((place & 1) == 1) {
      place >>>= 1;
      last >>>= 1;
    }
    byte[] earlier = hashes.get(0);
    byte[] later = hashes.get(0);
    for (byte[] each : hashes.subList(1, hashes.size())) {
      if (last == 0) {
        return false;
      }
      if ((place & 1) == 1 || place == last) {
        earlier = TreeHash.node(each, earlier);
        later = TreeHash.node(each, later);
        while ((place & 1) == 0 && place != 0) {
          place >>>= 1;
          last >>>= 1;
        }
      } else {
        later = TreeHash.node(later, each);
      }
      place >>>= 1;
      last >>>= 1;
    }
    return last == 0 && Arrays.equals(earlier, fromRoot) && Arrays.equals(later, toRoot);
  }
}
