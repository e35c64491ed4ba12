package org.rapport.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.rapport.model.RulebaseRef;

/**
 * What every decision by the same rules has in common; it goes on record once, and each decision
 * refers to it.
 */
public final class RulesOnRecord {
  /** How far back zlib looks: more of a dictionary would not be used. */
  public static final int MAX_DICTIONARY_BYTES = 32_000;

  private final RulebaseRef rulebase;
  private final byte[] cards;
  private final byte[] dictionary;
  private final byte[] digest;
  private final String digestText;
  private final Packing packing;

  /**
   * The rules' part of a record.
   *
   * @param cards the rules' cards as JSON
   * @param dictionary texts that decisions by these rules are likely to contain, the likeliest
   *     last; only the last 32,000 bytes are kept; empty: nothing is packed
   */
  public RulesOnRecord(RulebaseRef rulebase, byte[] cards, byte[] dictionary) {
    this.rulebase = rulebase;
    this.cards = cards.clone();
    this.dictionary =
        Arrays.copyOfRange(
            dictionary, Math.max(0, dictionary.length - MAX_DICTIONARY_BYTES), dictionary.length);
    this.digest = digest(rulebase, this.cards, this.dictionary);
    this.digestText = HexFormat.of().formatHex(digest);
    this.packing = new Packing(this.dictionary);
  }

  private static byte[] digest(RulebaseRef rulebase, byte[] cards, byte[] dictionary) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (byte[] part :
          new byte[][] {
            utf8(rulebase.name()),
            utf8(rulebase.version()),
            utf8(rulebase.build()),
            cards,
            dictionary
          }) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        sha256.update(part);
      }
      return sha256.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Name, version and build. */
  public RulebaseRef rulebase() {
    return rulebase;
  }

  /** SHA-256 of the parts, each after its length in four bytes. */
  byte[] digest() {
    return digest.clone();
  }

  /** The same in hexadecimal digits. */
  String digestText() {
    return digestText;
  }

  byte[] cards() {
    return cards.clone();
  }

  byte[] dictionary() {
    return dictionary.clone();
  }

  /** The answer and then the body, packed. */
  byte[] pack(byte[] answer, byte[] body) {
    byte[] both = Arrays.copyOf(answer, answer.length + body.length);
    System.arraycopy(body, 0, both, answer.length, body.length);
    return packing.pack(both);
  }
}
