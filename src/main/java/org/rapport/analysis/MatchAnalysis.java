package org.rapport.analysis;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One firing of a rule.
 *
 * @param points what it adds to the raw points, in millionths; 0 for rules that award none
 * @param breakdown how the points came about, or null for rules that award none
 * @param sentence the rule's reason with its values filled in
 * @param bindings the bound values, as they stand in the sentence, by name without the {@code $}
 * @param evidence what it rests on, one for each fact it matched
 */
public record MatchAnalysis(
    long points,
    @Nullable PointsBreakdown breakdown,
    String sentence,
    SortedMap<String, String> bindings,
    List<Evidence> evidence) {
  public MatchAnalysis {
    bindings = Collections.unmodifiableSortedMap(new TreeMap<>(bindings));
    evidence = List.copyOf(evidence);
  }
}
