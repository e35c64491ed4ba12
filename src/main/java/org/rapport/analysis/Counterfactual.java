package org.rapport.analysis;

import java.util.List;

/** What would have altered a decision, or that nothing within the limits would have. */
public sealed interface Counterfactual {
  /** The most changes together. */
  int MAX_CHANGES = 2;

  /**
   * The most days before as-of on which events are thought of: earlier scores have seen no more.
   */
  int MAX_DAYS = 7;

  /** What was to be brought about. */
  Goal goal();

  /** How many sets of changes were looked at. */
  int tried();

  /**
   * The smallest set of changes: the fewest, then the cheapest. The rules decided on it again.
   *
   * @param changes one or two; none when it is so already
   * @param costMillionths what they cost together
   * @param then what the rules came to with the changes
   */
  record Found(
      Goal goal, List<Change> changes, long costMillionths, DecisionAnalysis then, int tried)
      implements Counterfactual {
    public Found {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Nothing was found.
   *
   * @param everything whether all that the limits allow was looked at; false when the search had to
   *     be broken off
   */
  record NoneWithinLimits(Goal goal, int tried, boolean everything) implements Counterfactual {}
}
