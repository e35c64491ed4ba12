package org.rapport.statistics;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Level;
import org.rapport.model.Segment;

/**
 * The levels of a segment as an order. Who is in no level, since no rule spoke, stands between the
 * lowest level, which says no, and the one above it.
 */
public final class LevelRank {

  private LevelRank() {}

  /** 0 for the lowest level, 1 for none, 2 and more for the levels above. */
  public static int of(Segment segment, @Nullable Level level) {
    if (level == null) {
      return 1;
    }
    List<Level> levels = segment.levels();
    int fromLowest = levels.size() - 1 - levels.indexOf(level);
    return fromLowest == 0 ? 0 : fromLowest + 1;
  }

  /** The level of a rank, or null for none. */
  public static @Nullable Level at(Segment segment, int rank) {
    if (rank == 1) {
      return null;
    }
    List<Level> levels = segment.levels();
    return levels.get(levels.size() - 1 - (rank == 0 ? 0 : rank - 1));
  }

  /** How many ranks there are. */
  public static int count(Segment segment) {
    return segment.levels().size() + 1;
  }
}
