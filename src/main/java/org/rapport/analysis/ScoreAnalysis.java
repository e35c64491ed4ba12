package org.rapport.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customer engagement score and how it came about; higher is always better.
 *
 * @param value 1 to 100
 * @param rawMillionths the sum of all points, in millionths
 * @param referenceMillionths the raw points that count as 100, in millionths; null where the
 *     rulebase scales in another way
 * @param band the band, or null when the rulebase has none
 * @param change7Days score now minus seven days before, or null when the customer was unknown then
 * @param change30Days the same for thirty days
 * @param steps from raw points to score, in order
 */
public record ScoreAnalysis(
    int value,
    long rawMillionths,
    @Nullable Long referenceMillionths,
    @Nullable String band,
    @Nullable Integer change7Days,
    @Nullable Integer change30Days,
    List<NormalisationStep> steps) {
  public ScoreAnalysis {
    steps = List.copyOf(steps);
  }
}
