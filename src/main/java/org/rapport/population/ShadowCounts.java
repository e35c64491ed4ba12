package org.rapport.population;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rapport.model.ShadowCount;
import org.rapport.population.Impact.ActionChange;
import org.rapport.population.Moves.Matrix;

/**
 * Takes a shadow's report apart into single counts, which can be added up, and puts it together.
 */
public final class ShadowCounts {
  private static final String DECISIONS = "decisions";
  private static final String FAILED = "failed";
  private static final String DROPPED = "dropped";
  private static final String SCORE = "score-differs";
  private static final String SEGMENTS = "segments-differ";
  private static final String ACTION = "action-differs";
  private static final String MATRIX = "matrix";
  private static final String SHIFT = "shift";
  private static final String WAS = "action-was";
  private static final String IS = "action-is";
  private static final String GAINED = "action-gained";
  private static final String LOST = "action-lost";

  private ShadowCounts() {}

  /** All counts of a report. */
  public static SortedMap<ShadowCount, Long> of(ShadowReport report) {
    SortedMap<ShadowCount, Long> counts = new TreeMap<>();
    counts.put(ShadowCount.of(DECISIONS), report.decisions());
    counts.put(ShadowCount.of(FAILED), report.failed());
    counts.put(ShadowCount.of(DROPPED), report.dropped());
    counts.put(ShadowCount.of(ShadowCount.SLOWEST), report.slowestMicros());
    counts.put(ShadowCount.of(SCORE), report.scoreDiffers());
    counts.put(ShadowCount.of(SEGMENTS), report.segmentsDiffer());
    counts.put(ShadowCount.of(ACTION), report.actionDiffers());
    for (Matrix matrix : report.matrices()) {
      matrix
          .cells()
          .forEach(
              (was, row) ->
                  row.forEach(
                      (is, n) -> counts.put(new ShadowCount(MATRIX, matrix.of(), was, is), n)));
    }
    report.shifts().forEach((by, n) -> counts.put(about(SHIFT, Integer.toString(by)), n));
    report
        .actions()
        .forEach(
            (action, change) -> {
              counts.put(about(WAS, action), change.was());
              counts.put(about(IS, action), change.is());
              counts.put(about(GAINED, action), change.gained());
              counts.put(about(LOST, action), change.lost());
            });
    return counts;
  }

  private static ShadowCount about(String kind, String about) {
    return new ShadowCount(kind, about, "", "");
  }

  /** How much more these are than others; of the slowest, how slow it is. */
  public static SortedMap<ShadowCount, Long> more(
      SortedMap<ShadowCount, Long> than, SortedMap<ShadowCount, Long> counts) {
    SortedMap<ShadowCount, Long> more = new TreeMap<>();
    counts.forEach(
        (count, n) -> {
          long before = than.getOrDefault(count, 0L);
          if (n != before) {
            more.put(count, count.kind().equals(ShadowCount.SLOWEST) ? n : n - before);
          }
        });
    return more;
  }

  /** The report with these counts in place of its own. */
  public static ShadowReport with(ShadowReport report, SortedMap<ShadowCount, Long> counts) {
    SortedMap<Integer, Long> shifts = new TreeMap<>();
    SortedMap<String, ActionChange> actions = new TreeMap<>();
    Map<String, SortedMap<String, SortedMap<String, Long>>> cells = new TreeMap<>();
    counts.forEach(
        (count, n) -> {
          switch (count.kind()) {
            case SHIFT -> shifts.put(Integer.valueOf(count.about()), n);
            case WAS, IS, GAINED, LOST ->
                actions.computeIfAbsent(count.about(), action -> change(counts, action));
            case MATRIX ->
                cells
                    .computeIfAbsent(count.about(), of -> new TreeMap<>())
                    .computeIfAbsent(count.was(), was -> new TreeMap<>())
                    .put(count.is(), n);
            default -> {}
          }
        });
    List<Matrix> matrices = new ArrayList<>();
    for (Matrix matrix : report.matrices()) {
      matrices.add(new Matrix(matrix.of(), cells.getOrDefault(matrix.of(), new TreeMap<>())));
    }
    return new ShadowReport(
        report.rulebase(),
        report.draftId(),
        report.version(),
        report.live(),
        report.share(),
        report.startedAt(),
        report.owner(),
        n(counts, DECISIONS),
        n(counts, FAILED),
        n(counts, DROPPED),
        n(counts, ShadowCount.SLOWEST),
        n(counts, SCORE),
        n(counts, SEGMENTS),
        n(counts, ACTION),
        matrices,
        shifts,
        actions,
        report.examples());
  }

  private static long n(SortedMap<ShadowCount, Long> counts, String kind) {
    return counts.getOrDefault(ShadowCount.of(kind), 0L);
  }

  private static ActionChange change(SortedMap<ShadowCount, Long> counts, String action) {
    return new ActionChange(
        counts.getOrDefault(about(WAS, action), 0L),
        counts.getOrDefault(about(IS, action), 0L),
        counts.getOrDefault(about(GAINED, action), 0L),
        counts.getOrDefault(about(LOST, action), 0L));
  }
}
