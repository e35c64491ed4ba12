package org.rapport.rules.check;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;

/** Checks the names and values that cases give or expect. */
final class CaseValues {
  private CaseValues() {}

  /** Tells when a word is not among the known ones; does nothing when they are not known. */
  static void among(
      Code code,
      String kind,
      String word,
      @Nullable Collection<String> known,
      Spot spot,
      Findings.Page page) {
    if (known != null && !known.contains(word)) {
      page.error(
          code, spot, "There is no %s \"%s\".".formatted(kind, word), Words.maybe(word, known));
    }
  }

  /** A segment with one of its levels, or null after a finding. */
  static @Nullable SegmentLevel segmentLevel(
      String segmentWord, Spot segmentSpot, String levelWord, Spot levelSpot, Findings.Page page) {
    List<String> levels = Names.levelsOf(segmentWord);
    among(Code.UNKNOWN_WORD, "segment", segmentWord, Names.segments(), segmentSpot, page);
    if (levels.isEmpty()) {
      return null;
    }
    if (!levels.contains(levelWord)) {
      page.error(
          Code.UNKNOWN_WORD,
          levelSpot,
          "\"%s\" is not a level of the segment %s.".formatted(levelWord, segmentWord),
          Words.maybe(levelWord, levels));
      return null;
    }
    Segment segment =
        Arrays.stream(Segment.values())
            .filter(known -> known.word().equals(segmentWord))
            .findFirst()
            .orElseThrow();
    Level level = segment.levels().get(levels.indexOf(levelWord));
    return new SegmentLevel(segment, level);
  }

  /** Tells when an attribute is not in the catalogue, or its value is not of its type. */
  static void attribute(Names names, String name, Value value, Spot spot, Findings.Page page) {
    among(Code.UNKNOWN_ATTRIBUTE, "attribute", name, names.attributes(), spot, page);
    Catalogue.AttributeEntry entry = names.attribute(name);
    if (entry == null || value instanceof Value.Removed) {
      return;
    }
    boolean fits =
        switch (entry.type()) {
          case NUMBER -> value instanceof Value.Numeric;
          case TEXT -> value instanceof Value.Text;
          case FLAG -> value instanceof Value.Flag;
        };
    if (!fits) {
      page.error(
          Code.WRONG_TYPE,
          spot,
          "The attribute \"%s\" is a %s, says the catalogue."
              .formatted(name, entry.type().name().toLowerCase(Locale.ROOT)),
          entry.type() == Catalogue.AttributeEntry.Type.TEXT ? "Maybe put it into quotes." : null);
    } else if (value instanceof Value.Text text
        && !entry.values().isEmpty()
        && !entry.values().contains(text.text())) {
      page.error(
          Code.UNKNOWN_WORD,
          spot,
          "\"%s\" is not among the values of the attribute \"%s\".".formatted(text.text(), name),
          Words.maybe(text.text(), entry.values()));
    }
  }
}
