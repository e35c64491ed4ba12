package org.rapport.decision;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is kept of a key in its place.
 *
 * <p>A key is looked up by this, so that how long an answer takes says nothing about how much of a
 * guess was right.
 */
record KeyHash(ByteBuffer bytes) {
  private static final String DOMAIN = "rapport-key\0";

  static KeyHash of(String key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(DOMAIN.getBytes(StandardCharsets.UTF_8));
      return new KeyHash(ByteBuffer.wrap(sha256.digest(key.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256.", impossible);
    }
  }

  /** One that was kept. */
  static KeyHash of(byte[] kept) {
    return new KeyHash(ByteBuffer.wrap(kept.clone()));
  }

  byte[] toBytes() {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return copy;
  }
}
