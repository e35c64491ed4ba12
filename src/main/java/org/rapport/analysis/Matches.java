package org.rapport.analysis;

import java.util.List;

/** The matches of a rule, to the depth that was asked for. */
public sealed interface Matches {
  /** Every match, in a fixed order (evidence, then bound values). */
  record Listed(List<MatchAnalysis> matches) implements Matches {
    public Listed {
      matches = List.copyOf(matches);
    }
  }

  /** Only how many. */
  record Counted(int count) implements Matches {}

  /** Not asked for. */
  record Omitted() implements Matches {}
}
