package org.rapport.population;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rapport.population.Impact.ActionChange;
import org.rapport.population.Moves.Matrix;
import org.rapport.population.Moves.Move;

/**
 * Where a draft that decides beside the live version differs from it: decisions since it began, or
 * since another version came to be live.
 *
 * @param live the version it was compared with
 * @param share of the customers, in millionths
 * @param owner who started it
 * @param decisions how many were compared
 * @param failed in how many of them the draft came to nothing
 * @param dropped how many were left out, because too many waited
 * @param slowestMicros how long the draft's slowest decision took, in microseconds
 * @param scoreDiffers in how many the score differs
 * @param segmentsDiffer in how many a segment or level does
 * @param actionDiffers in how many the next best action does
 * @param matrices the first of bands, then one for each segment
 * @param shifts in how many the score moves by so much
 * @param actions by action
 * @param examples those who rise most, who fall most, and some whose points stay
 */
public record ShadowReport(
    String rulebase,
    long draftId,
    String version,
    String live,
    int share,
    Instant startedAt,
    String owner,
    long decisions,
    long failed,
    long dropped,
    long slowestMicros,
    long scoreDiffers,
    long segmentsDiffer,
    long actionDiffers,
    List<Matrix> matrices,
    SortedMap<Integer, Long> shifts,
    SortedMap<String, ActionChange> actions,
    List<List<Move>> examples) {
  public ShadowReport {
    matrices = List.copyOf(matrices);
    shifts = Collections.unmodifiableSortedMap(new TreeMap<>(shifts));
    actions = Collections.unmodifiableSortedMap(new TreeMap<>(actions));
    examples = examples.stream().map(List::copyOf).toList();
  }
}
