package org.rapport.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The master key and what follows from it: it never stands in the database, so that what stands
 * there cannot be read, and what was hashed cannot be guessed, by who has the database alone. Safe
 * for use by several threads at once.
 */
public final class Secrets {
  /** How long the master key and every customer's key is. */
  public static final int KEY_BYTES = 32;

  private static final String HMAC = "HmacSHA256";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final UUID NOBODY = new UUID(0, 1);

  private final SecureRandom random = new SecureRandom();
  private final byte[] wrapping;
  private final byte[] hashing;
  private final byte[] check;
  private final byte[] masterKey;

  /**
   * What follows from a master key.
   *
   * @param masterKey 32 random bytes
   */
  public Secrets(byte[] masterKey) {
    this(masterKey, null);
  }

  private Secrets(byte[] masterKey, byte @Nullable [] hashing) {
    if (masterKey.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "The master key has %d bytes in place of %d.".formatted(masterKey.length, KEY_BYTES));
    }
    this.wrapping = derived(masterKey, "wrapping of keys");
    this.hashing = hashing == null ? derived(masterKey, "hashing of ids") : hashing.clone();
    this.check = derived(masterKey, "check");
    this.masterKey = masterKey.clone();
  }

  /** What follows from another master key, but that ids are hashed as before. */
  public Secrets rotated(byte[] nextMasterKey) {
    return new Secrets(nextMasterKey, hashing);
  }

  /** What ids are hashed with, as it is stored. */
  byte[] wrappedHashing() {
    return wrap(hashing, NOBODY);
  }

  /** The same, but ids are hashed with what was stored. */
  Secrets hashingWith(byte[] wrappedHashing) {
    return new Secrets(masterKey, unwrap(wrappedHashing, NOBODY));
  }

  /** One block of HKDF-Expand (RFC 5869). */
  private static byte[] derived(byte[] masterKey, String purpose) {
    byte[] info = ("rapport " + purpose).getBytes(StandardCharsets.UTF_8);
    return hmac(masterKey, ByteBuffer.allocate(info.length + 1).put(info).put((byte) 1).array());
  }

  private static byte[] hmac(byte[] key, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + HMAC, e);
    }
  }

  /** Tells whether another master key is the same, and nothing else about it. */
  byte[] check() {
    return check.clone();
  }

  /** Stands for a customer where the id must not: nobody guesses it without the master key. */
  byte[] pseudonym(String customerId) {
    return hidden("customer", customerId.getBytes(StandardCharsets.UTF_8));
  }

  /** A hash that only who has the master key can make. */
  byte[] hidden(String purpose, byte[] bytes) {
    byte[] named = (purpose + "\0").getBytes(StandardCharsets.UTF_8);
    return hmac(
        hashing, ByteBuffer.allocate(named.length + bytes.length).put(named).put(bytes).array());
  }

  /** A caller's idempotency key as it is stored: what it said cannot be told from it. */
  DecisionRecord.Idempotency hidden(DecisionRecord.Idempotency given) {
    return new DecisionRecord.Idempotency(
        HexFormat.of()
            .formatHex(hidden("idempotency", given.key().getBytes(StandardCharsets.UTF_8))),
        hidden("request", given.requestHash()));
  }

  /** A new key. */
  byte[] newKey() {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return key;
  }

  /** A key as it is stored. */
  byte[] wrap(byte[] key, UUID keyId) {
    return encrypt(wrapping, key, bytes(keyId));
  }

  /**
   * A stored key.
   *
   * @throws IllegalArgumentException when it was changed, or wrapped with another master key
   */
  byte[] unwrap(byte[] wrapped, UUID keyId) {
    return decrypt(wrapping, wrapped, bytes(keyId));
  }

  /** Encrypts: a random nonce of 12 bytes, then AES-256-GCM's text and tag. */
  byte[] encrypt(byte[] key, byte[] plain, byte[] boundTo) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, boundTo);
      byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
      int length = cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
      return NONCE_BYTES + length == sealed.length
          ? sealed
          : Arrays.copyOf(sealed, NONCE_BYTES + length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + CIPHER, e);
    }
  }

  /** What {@link #encrypt} encrypted. */
  static byte[] decrypt(byte[] key, byte[] sealed, byte[] boundTo) {
    if (sealed.length < NONCE_BYTES) {
      throw damaged(null);
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE_BYTES), boundTo)
          .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw damaged(e);
    }
  }

  private static IllegalArgumentException damaged(@Nullable Exception e) {
    return new IllegalArgumentException(
        "What was sealed cannot be opened.%nMaybe the database was changed by hand.".formatted(),
        e);
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] boundTo)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(boundTo);
    return cipher;
  }

  /** An id's 16 bytes. */
  static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
