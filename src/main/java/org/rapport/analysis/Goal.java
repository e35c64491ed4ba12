package org.rapport.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;

/** What a counterfactual is to bring about. */
public sealed interface Goal {
  /** Whether these segments and this first action are what is wanted. */
  boolean isMet(List<SegmentLevel> segments, String action);

  /** The level in a segment, or null when the customer is not in it. */
  private static @Nullable Level level(List<SegmentLevel> segments, Segment segment) {
    for (SegmentLevel each : segments) {
      if (each.segment() == segment) {
        return each.level();
      }
    }
    return null;
  }

  /**
   * Another level of a segment than the present one.
   *
   * @param now the present level, or null when the customer is not in the segment
   */
  record OtherLevel(Segment segment, @Nullable Level now) implements Goal {
    @Override
    public boolean isMet(List<SegmentLevel> segments, String action) {
      return level(segments, segment) != now;
    }
  }

  /**
   * This level of a segment.
   *
   * @param wanted the level, or null for being in the segment no more
   */
  record ThisLevel(Segment segment, @Nullable Level wanted) implements Goal {
    @Override
    public boolean isMet(List<SegmentLevel> segments, String action) {
      return level(segments, segment) == wanted;
    }
  }

  /** Another first action than the present one. */
  record OtherAction(String now) implements Goal {
    @Override
    public boolean isMet(List<SegmentLevel> segments, String action) {
      return !action.equals(now);
    }
  }

  /** This action as the first. */
  record ThisAction(String wanted) implements Goal {
    @Override
    public boolean isMet(List<SegmentLevel> segments, String action) {
      return action.equals(wanted);
    }
  }
}
