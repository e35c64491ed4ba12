package org.rapport.json;

import java.util.Locale;
import org.rapport.analysis.ConditionCheck;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Explain;
import org.rapport.model.Level;
import org.rapport.model.Segment;

/** The words that stand in JSON for the constants of the model, and back. */
final class Words {

  private Words() {}

  static String of(Explain depth) {
    return depth.name().toLowerCase(Locale.ROOT);
  }

  static String of(ConditionCheck.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  static Explain explain(String word) {
    return Explain.valueOf(word.toUpperCase(Locale.ROOT));
  }

  static Segment segment(String word) {
    for (Segment segment : Segment.values()) {
      if (segment.word().equals(word)) {
        return segment;
      }
    }
    throw new IllegalArgumentException("There is no segment \"%s\".".formatted(word));
  }

  static Level level(String word) {
    for (Level level : Level.values()) {
      if (level.word().equals(word)) {
        return level;
      }
    }
    throw new IllegalArgumentException("There is no level \"%s\".".formatted(word));
  }

  static EvidenceLevel evidence(String word) {
    for (EvidenceLevel evidence : EvidenceLevel.values()) {
      if (evidence.word().equals(word)) {
        return evidence;
      }
    }
    throw new IllegalArgumentException("There is no evidence level \"%s\".".formatted(word));
  }
}
