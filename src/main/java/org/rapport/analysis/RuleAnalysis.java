package org.rapport.analysis;

import java.util.List;

/**
 * One rule in one decision; rules that did not match are present too, with 0 points.
 *
 * @param card the rule
 * @param points the sum of its matches' points, in millionths
 * @param matches its matches
 */
public record RuleAnalysis(RuleCard card, long points, Matches matches) {

  /** The rule in a decision where it did not match. */
  public static RuleAnalysis unmatched(RuleCard card) {
    return new RuleAnalysis(card, 0, new Matches.Listed(List.of()));
  }

  /** Whether it did not match: known to have no match, and no points. */
  public boolean isUnmatched() {
    return points == 0 && matches instanceof Matches.Listed listed && listed.matches().isEmpty();
  }
}
