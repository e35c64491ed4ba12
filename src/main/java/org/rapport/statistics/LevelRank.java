package org.rapport.statistics;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Level;
import org.rapport.model.Segment;

/**
 * The levels of a segment as numbers, the higher the level the larger. Who is in no level, since no
 * rule spoke, has a number too but no place in the order.
 */
final class LevelRank {

  private LevelRank() {}

  /** Of whoever is in no level. */
  static final int NONE = 0;

  /** 1 for the lowest level and so on up; {@link #NONE} for no level. */
  static int of(Segment segment, @Nullable Level level) {
    return level == null ? NONE : segment.levels().size() - segment.levels().indexOf(level);
  }

  /** The level of a rank, or null for {@link #NONE}. */
  static @Nullable Level at(Segment segment, int rank) {
    List<Level> levels = segment.levels();
    return rank == NONE ? null : levels.get(levels.size() - rank);
  }

  /** How many ranks there are, none included. */
  static int count(Segment segment) {
    return segment.levels().size() + 1;
  }
}
