package org.rapport.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * Binds what was said about a customer without telling it: SHA-256 of a random salt and then the
 * customer's id, the answer and the body, each after its length in four bytes, most significant
 * first. Nobody can guess what was said without the salt, which is erased with it.
 */
public final class Commitment {
  /** How long a salt is. */
  public static final int SALT_BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Commitment() {}

  /** A new salt. */
  public static byte[] salt() {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return salt;
  }

  /** The commitment, 32 bytes. */
  public static byte[] of(byte[] salt, String customerId, byte[] answer, byte[] body) {
    MessageDigest sha256 = TreeHash.sha256();
    sha256.update(salt);
    for (byte[] part : new byte[][] {customerId.getBytes(StandardCharsets.UTF_8), answer, body}) {
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
      sha256.update(part);
    }
    return sha256.digest();
  }
}
