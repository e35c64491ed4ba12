package org.rapport.tree;

import java.time.Instant;
import java.util.Base64;

/**
 * What a log said of itself at one time: how many leaves it had and the root over them. Written and
 * signed as C2SP's tlog-checkpoint and signed-note say, with the time as an extension line.
 *
 * @param origin the log's name: {@code rapport/<installation>/decisions}
 * @param size how many leaves
 * @param root the root over them
 * @param at when it was made
 */
@SuppressWarnings("ArrayRecordComponent") // equals is written below
public record Checkpoint(String origin, long size, byte[] root, Instant at) {
  private static final String TIME = "time ";

  /** The text that is signed: origin, size, root and time, each on a line. */
  String text() {
    return origin
        + "\n"
        + size
        + "\n"
        + Base64.getEncoder().encodeToString(root)
        + "\n"
        + TIME
        + CanonicalText.instant(at)
        + "\n";
  }

  /** The signed note. */
  public String signed(SignerKey key) {
    String text = text();
    return text + "\n" + Notes.signature(text, key);
  }

  /**
   * Reads a signed note and checks its signature.
   *
   * @throws IllegalArgumentException when it is not one, or not signed with this key; says which
   */
  public static Checkpoint read(String note, VerifierKey key) {
    Checkpoint checkpoint = read(Notes.text(note));
    if (Notes.isSignedBy(note, key)) {
      return checkpoint;
    }
    throw new IllegalArgumentException(
        "The checkpoint of %d leaves is %s."
            .formatted(
                checkpoint.size,
                Notes.isNamed(note, key.name())
                    ? "not signed with the key " + key
                    : "signed by another than " + key.name()));
  }

  private static Checkpoint read(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length < 5 || !lines[3].startsWith(TIME)) {
      throw new IllegalArgumentException(
          "This is not a checkpoint: origin, size, root and time are not there.");
    }
    try {
      return new Checkpoint(
          lines[0],
          Long.parseLong(lines[1]),
          decoded(lines[2]),
          Instant.parse(lines[3].substring(TIME.length())));
    } catch (java.time.format.DateTimeParseException | NumberFormatException e) {
      throw new IllegalArgumentException("This is not a checkpoint: " + e.getMessage(), e);
    }
  }

  private static byte[] decoded(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checkpoint that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }
}
