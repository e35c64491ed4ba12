package org.rapport.rules.verb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verbs of one stage in one decision. Compiled rules first say which rule speaks and what it
 * bound, then the verb; what was said is kept, and concluded from when the stage is over. So no
 * verb can disturb another, and the order in which rules fire never matters.
 */
public abstract sealed class Facade
    permits Points, Lifecycle, Scale, Band, SegmentVerbs, NextBestAction {
  private final List<Match> matches = new ArrayList<>();
  private final String global;
  private @Nullable Match speaking;

  Facade(String global) {
    this.global = global;
  }

  /** The name rules know these verbs by: {@code points}. */
  public String global() {
    return global;
  }

  /** The matches so far, in no particular order. */
  public List<Match> matches() {
    return Collections.unmodifiableList(matches);
  }

  final void begin(int rule, Object[] bound) {
    speaking = new Match(rule, Arrays.asList(bound));
    matches.add(speaking);
  }

  final Match speaking() {
    if (speaking == null) {
      throw new IllegalStateException("A verb was called before its rule was named.");
    }
    return speaking;
  }
}
