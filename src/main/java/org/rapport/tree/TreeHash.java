package org.rapport.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of the tree (RFC 9162, section 2.1.1): SHA-256, leaves and nodes kept apart. */
public final class TreeHash {
  /** How long every hash is. */
  public static final int BYTES = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private TreeHash() {}

  /** The hash of a leaf: SHA-256 of a zero byte and the leaf. */
  public static byte[] leaf(byte[] leaf) {
    MessageDigest sha256 = sha256();
    sha256.update(LEAF);
    return sha256.digest(leaf);
  }

  /** The hash of a node: SHA-256 of a one byte and its two children. */
  public static byte[] node(byte[] left, byte[] right) {
    MessageDigest sha256 = sha256();
    sha256.update(NODE);
    sha256.update(left);
    return sha256.digest(right);
  }

  /** The root of the tree without leaves: SHA-256 of nothing. */
  public static byte[] empty() {
    return sha256().digest();
  }

  /** SHA-256 of some bytes, without any prefix. */
  public static byte[] plain(byte[] bytes) {
    return sha256().digest(bytes);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
