package org.rapport.tree;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * That checkpoints are signed with another key from some time on: a signed note by the old key, who
 * hands over, and by the new one, which so vouches for what the old one signed.
 *
 * @param from the old key
 * @param to the new one, of the same name
 * @param at from when on
 */
public record KeyChange(VerifierKey from, VerifierKey to, Instant at) {
  private static final String ORIGIN = "/keys";
  private static final String TIME = "time ";
  private static final int LINES = 4;

  private String text() {
    return "%s%s\n%s\n%s\n%s%s\n"
        .formatted(from.name(), ORIGIN, from, to, TIME, CanonicalText.instant(at));
  }

  /** The note of a change from one key to another. */
  public static String signed(SignerKey from, SignerKey to, Instant at) {
    String text = new KeyChange(from.verifier(), to.verifier(), at).text();
    return text + "\n" + Notes.signature(text, from) + Notes.signature(text, to);
  }

  /**
   * Reads a note and checks both signatures.
   *
   * @throws IllegalArgumentException when it is none, or not signed by both; says which
   */
  public static KeyChange read(String note) {
    String text = Notes.text(note);
    String[] lines = text.split("\n", -1);
    if (lines.length != LINES + 1 || !lines[3].startsWith(TIME)) {
      throw new IllegalArgumentException("This is no change of keys.");
    }
    KeyChange change;
    try {
      change =
          new KeyChange(
              VerifierKey.parse(lines[1]),
              VerifierKey.parse(lines[2]),
              Instant.parse(lines[3].substring(TIME.length())));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("This is no change of keys: " + e.getMessage(), e);
    }
    if (!change.text().equals(text)
        || !Notes.isSignedBy(note, change.from)
        || !Notes.isSignedBy(note, change.to)) {
      throw new IllegalArgumentException(
          "The change to the key %s is not signed by it and by the one before."
              .formatted(change.to));
    }
    return change;
  }
}
