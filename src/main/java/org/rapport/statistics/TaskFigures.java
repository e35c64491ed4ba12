package org.rapport.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Segment;

/**
 * How a task fared over some of the customers.
 *
 * @param rows how many rows
 * @param happened to how many of them it happened
 * @param raw the area of the raw points in the task's direction; null when it cannot be told
 * @param level the area of the levels of the task's segment over the rows in one; null when it
 *     cannot be told or the task has no segment
 * @param levels the segment's levels, highest first, then those in none; empty without a segment
 */
public record TaskFigures(
    long rows,
    long happened,
    @Nullable RankArea raw,
    @Nullable RankArea level,
    List<LevelFigures> levels) {
  public TaskFigures {
    levels = List.copyOf(levels);
  }

  /** The part of the rows to whom it happened; not a number without rows. */
  public double baseRate() {
    return (double) happened / rows;
  }

  static TaskFigures of(Question question, Observations.Rows rows, Observations.Rows inLevels) {
    Segment segment = question.segment();
    long[] raw = rows.rawMillionths();
    if (question.fewPointsForetell()) {
      for (int row = 0; row < raw.length; row++) {
        raw[row] = -raw[row];
      }
    }
    Optional<RankArea> ofRaw = RankArea.of(raw, rows.happened(), rows.customers());
    Optional<RankArea> ofLevel =
        segment == null
            ? Optional.empty()
            : RankArea.of(inLevels.ranks(), inLevels.happened(), inLevels.customers());
    long happened = 0;
    for (boolean each : rows.happened()) {
      happened += each ? 1 : 0;
    }
    return new TaskFigures(
        raw.length,
        happened,
        ofRaw.orElse(null),
        ofLevel.orElse(null),
        segment == null ? List.of() : levels(segment, rows, happened));
  }

  private static List<LevelFigures> levels(Segment segment, Observations.Rows rows, long all) {
    long[] inLevel = new long[LevelRank.count(segment)];
    long[] happened = new long[inLevel.length];
    for (int row = 0; row < rows.ranks().length; row++) {
      int rank = (int) rows.ranks()[row];
      inLevel[rank]++;
      happened[rank] += rows.happened()[row] ? 1 : 0;
    }
    List<LevelFigures> figures = new ArrayList<>();
    for (int rank = inLevel.length - 1; rank >= 0; rank--) {
      if (rank != LevelRank.NONE) {
        figures.add(of(segment, rank, inLevel, happened, rows, all));
      }
    }
    figures.add(of(segment, LevelRank.NONE, inLevel, happened, rows, all));
    return figures;
  }

  private static LevelFigures of(
      Segment segment,
      int rank,
      long[] inLevel,
      long[] happened,
      Observations.Rows rows,
      long allHappened) {
    return new LevelFigures(
        LevelRank.at(segment, rank),
        inLevel[rank],
        happened[rank],
        rows.ranks().length,
        allHappened);
  }
}
