package org.rapport.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public Ed25519 key with a name, written as C2SP's signed notes do: {@code name+hash+base64(0x01
 * || key)}.
 */
public final class VerifierKey {
  private static final byte ED25519 = 1;
  private static final int KEY_BYTES = 32;
  static final int ID_BYTES = 4;

  /** What stands before the 32 bytes of every Ed25519 key in X.509. */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final byte[] key;

  /**
   * A key.
   *
   * @param name without blanks and plus signs
   * @param key 32 bytes
   */
  public VerifierKey(String name, byte[] key) {
    if (!isName(name) || key.length != KEY_BYTES) {
      throw new IllegalArgumentException("This is not a key of 32 bytes with a name.");
    }
    this.name = name;
    this.key = key.clone();
  }

  static boolean isName(String name) {
    return !name.isEmpty()
        && name.indexOf('+') < 0
        && name.codePoints().noneMatch(Character::isWhitespace);
  }

  /**
   * Reads {@code name+hash+base64}.
   *
   * @throws IllegalArgumentException when it is not so
   */
  public static VerifierKey parse(String text) {
    // The base64 may hold plus signs too.
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length == 3) {
      try {
        byte[] bytes = Base64.getDecoder().decode(parts[2]);
        if (bytes.length == KEY_BYTES + 1 && bytes[0] == ED25519) {
          VerifierKey key = new VerifierKey(parts[0], Arrays.copyOfRange(bytes, 1, bytes.length));
          if (HexFormat.of().formatHex(key.id()).equals(parts[1])) {
            return key;
          }
        }
      } catch (IllegalArgumentException notBase64) {
        // Told below.
      }
    }
    throw new IllegalArgumentException(
        "\"%s\" is not a verifier key.%nMaybe it was cut: it reads name+hash+base64."
            .formatted(text.strip()));
  }

  /** The key's name. */
  public String name() {
    return name;
  }

  /** The first four bytes of SHA-256(name, line feed, 0x01, key): tells keys of one name apart. */
  byte[] id() {
    byte[] text = (name + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(text.length + 1 + KEY_BYTES);
    return Arrays.copyOf(TreeHash.plain(bytes.put(text).put(ED25519).put(key).array()), ID_BYTES);
  }

  /** Whether the signature is this key's on these bytes. */
  boolean verifies(byte[] signed, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(publicKey());
      ed25519.update(signed);
      return ed25519.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  private PublicKey publicKey() throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(X509, X509.length + KEY_BYTES);
    System.arraycopy(key, 0, encoded, X509.length, KEY_BYTES);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  /** {@code name+hash+base64(0x01 || key)}. */
  @Override
  public String toString() {
    byte[] bytes = new byte[KEY_BYTES + 1];
    bytes[0] = ED25519;
    System.arraycopy(key, 0, bytes, 1, KEY_BYTES);
    return name
        + "+"
        + HexFormat.of().formatHex(id())
        + "+"
        + Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
