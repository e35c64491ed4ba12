package org.rapport.decision;

import org.jspecify.annotations.Nullable;
import org.rapport.model.Level;
import org.rapport.model.Segment;

/** What a caller wants to have been otherwise. */
public sealed interface CounterfactualQuestion {
  /** Any other level of this segment than the one decided. */
  record OtherLevel(Segment segment) implements CounterfactualQuestion {}

  /**
   * This level of this segment.
   *
   * @param level null for being in the segment no more
   */
  record ThisLevel(Segment segment, @Nullable Level level) implements CounterfactualQuestion {}

  /** This action as the first one; another, when it is that already. */
  record Action(String action) implements CounterfactualQuestion {}
}
