package org.rapport.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.rapport.tree.Commitment;

/**
 * The personal part of a record under its customer's key: a byte for the format, the salt, the
 * customer's id after its length, the length of the answer, then answer and body as packed.
 */
final class Sealing {
  private static final byte FORMAT = 1;
  private static final int HEAD_BYTES = 1 + Commitment.SALT_BYTES + 2 * Integer.BYTES;

  private Sealing() {}

  /** What was sealed. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Opened(byte[] salt, String customerId, int answerLength, byte[] packed) {}

  static byte[] seal(Secrets secrets, byte[] key, UUID decisionId, Opened opened) {
    byte[] id = opened.customerId().getBytes(StandardCharsets.UTF_8);
    byte[] plain =
        ByteBuffer.allocate(HEAD_BYTES + id.length + opened.packed().length)
            .put(FORMAT)
            .put(opened.salt())
            .putInt(id.length)
            .put(id)
            .putInt(opened.answerLength())
            .put(opened.packed())
            .array();
    return secrets.encrypt(key, plain, Secrets.bytes(decisionId));
  }

  /**
   * Opens.
   *
   * @throws IllegalArgumentException when it was changed, or sealed with another key
   */
  static Opened open(byte[] key, UUID decisionId, byte[] sealed) {
    ByteBuffer plain = ByteBuffer.wrap(Secrets.decrypt(key, sealed, Secrets.bytes(decisionId)));
    byte format = plain.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "The record has the format %d, and this version reads %d.%nMaybe it was written by a later version."
              .formatted(format, FORMAT));
    }
    byte[] salt = new byte[Commitment.SALT_BYTES];
    plain.get(salt);
    byte[] id = new byte[plain.getInt()];
    plain.get(id);
    int answerLength = plain.getInt();
    byte[] packed = new byte[plain.remaining()];
    plain.get(packed);
    return new Opened(salt, new String(id, StandardCharsets.UTF_8), answerLength, packed);
  }
}
