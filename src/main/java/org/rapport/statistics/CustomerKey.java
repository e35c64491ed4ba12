package org.rapport.statistics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A customer as statistics know one: 64 bits of a hash of the id, so that millions of rows stay
 * small. Two customers share a key once in 18 million million million pairs.
 *
 * @param bits the first eight bytes of the SHA-256 of the id in UTF-8
 */
public record CustomerKey(long bits) {

  /** The key of a customer id. */
  public static CustomerKey of(String customerId) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(customerId.getBytes(StandardCharsets.UTF_8));
      return new CustomerKey(ByteBuffer.wrap(digest).getLong());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java has SHA-256
    }
  }

  /**
   * Which half of the customers this one belongs to, 0 or 1: the first bit of the hash. It never
   * changes, so rules tuned on one half can be judged on the other.
   */
  public int half() {
    return (int) (bits >>> 63);
  }
}
