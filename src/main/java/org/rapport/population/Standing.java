package org.rapport.population;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Level;
import org.rapport.model.Phase;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;

/**
 * How one customer stands as of an instant: a decision without its explanation.
 *
 * @param customerId the customer
 * @param verdict what was decided, or null when the rules could not decide
 * @param attributes the known attributes of the catalogue, by name
 */
public record Standing(
    String customerId, @Nullable Verdict verdict, SortedMap<String, Value> attributes) {

  public Standing {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /**
   * What was decided.
   *
   * @param rawMillionths raw points, in millionths
   * @param score 1 to 100
   * @param band the band, or null where the rulebase has none for the score
   * @param segments in the order of {@link Segment}
   * @param action the next best action
   */
  public record Verdict(
      long rawMillionths,
      int score,
      @Nullable String band,
      Phase phase,
      EvidenceLevel evidence,
      List<SegmentLevel> segments,
      @Nullable String action) {
    public Verdict {
      segments = List.copyOf(segments);
    }

    /** The level in a segment, or null when the customer is not in it. */
    public @Nullable Level level(Segment segment) {
      for (SegmentLevel each : segments) {
        if (each.segment() == segment) {
          return each.level();
        }
      }
      return null;
    }
  }
}
