package org.rapport.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Signed notes as C2SP writes them: a text, an empty line, and a line for each signature. */
final class Notes {
  private static final String SIGNATURE = "\u2014 ";

  private Notes() {}

  /** The line of a signature on a text, its line feed included. */
  static String signature(String text, SignerKey key) {
    byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
    byte[] id = key.verifier().id();
    byte[] both = Arrays.copyOf(id, id.length + signature.length);
    System.arraycopy(signature, 0, both, id.length, signature.length);
    return SIGNATURE
        + key.verifier().name()
        + " "
        + Base64.getEncoder().encodeToString(both)
        + "\n";
  }

  /**
   * The text that is signed.
   *
   * @throws IllegalArgumentException when this is no signed note
   */
  static String text(String note) {
    int end = note.indexOf("\n\n");
    if (end < 0 || !note.endsWith("\n")) {
      throw new IllegalArgumentException("This is not a signed checkpoint: it has no signature.");
    }
    return note.substring(0, end + 1);
  }

  /** Whether somebody of this name signed, with whichever key. */
  static boolean isNamed(String note, String name) {
    return note.substring(text(note).length() + 1)
        .lines()
        .anyMatch(line -> line.startsWith(SIGNATURE + name + " "));
  }

  /** Whether one of the signatures is this key's. */
  static boolean isSignedBy(String note, VerifierKey key) {
    String text = text(note);
    byte[] signed = text.getBytes(StandardCharsets.UTF_8);
    for (String line : note.substring(text.length() + 1).split("\n", -1)) {
      String[] parts = line.split(" ", -1);
      if (parts.length == 3
          && line.startsWith(SIGNATURE)
          && parts[1].equals(key.name())
          && isBy(key, signed, Base64.getDecoder().decode(parts[2]))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBy(VerifierKey key, byte[] signed, byte[] both) {
    return both.length > VerifierKey.ID_BYTES
        && Arrays.equals(Arrays.copyOf(both, VerifierKey.ID_BYTES), key.id())
        && key.verifies(signed, Arrays.copyOfRange(both, VerifierKey.ID_BYTES, both.length));
  }
}
