package org.rapport.rules.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** A rulebase's version: the SHA-256 of its files' names and texts, in order of name. */
final class Version {
  private Version() {}

  /**
   * {@code sha256:} and 64 hexadecimal digits.
   *
   * @param texts by file: canonical rule files, and the other files as they are
   */
  static String of(SortedMap<String, String> texts) {
    MessageDigest digest = sha256();
    texts.forEach(
        (file, text) -> {
          add(digest, file);
          add(digest, text.replace("\r\n", "\n"));
        });
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  /** Length first, so that no two lists of texts give the same bytes. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
    }
  }
}
