package org.rapport.audit;

import java.util.ArrayList;
import java.util.List;
import org.rapport.tree.Checkpoint;
import org.rapport.tree.KeyHistory;
import org.rapport.tree.VerifierKey;

/** Reads the checkpoints that a witness kept, one after the other in a text. */
public final class WitnessFile {
  private WitnessFile() {}

  /**
   * The checkpoints.
   *
   * @throws IllegalArgumentException when one is not rightly signed, or is none
   */
  public static List<Checkpoint> read(String text, VerifierKey key) {
    return read(text, new KeyHistory(key, List.of()));
  }

  /** The same, signed by one key after the other. */
  public static List<Checkpoint> read(String text, KeyHistory keys) {
    List<Checkpoint> checkpoints = new ArrayList<>();
    String[] parts = text.strip().split("\n\n+", -1);
    // A note has one empty line within: its text stands before, its signatures behind.
    for (int i = 0; i < parts.length && !text.isBlank(); i += 2) {
      String signatures = i + 1 < parts.length ? parts[i + 1] : "";
      checkpoints.add(keys.read(parts[i] + "\n\n" + signatures + "\n"));
    }
    return checkpoints;
  }
}
