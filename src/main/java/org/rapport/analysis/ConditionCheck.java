package org.rapport.analysis;

import org.jspecify.annotations.Nullable;

/**
 * One condition of a rule held against the facts of a decision.
 *
 * @param line where it stands in the rule's file, from 1
 * @param about which fact it is about, in words: {@code Activity "Signed In"}
 * @param negated whether it says that there is no such fact
 * @param state whether it holds
 * @param shortfall what is missing in the fact that comes nearest; null when the condition holds,
 *     is open, or there is no such fact at all
 */
public record ConditionCheck(
    int line, String about, boolean negated, State state, @Nullable Shortfall shortfall) {

  /** Whether a condition holds. */
  public enum State {
    HOLDS,
    FAILS,
    /** It compares with what a failing condition would have bound. */
    OPEN
  }

  /**
   * The first test that a fact does not pass.
   *
   * @param field the fact's field
   * @param seen its value; {@code unknown} when it has none
   * @param operator how it is compared: {@code >=}
   * @param needed what it is compared with
   */
  public record Shortfall(String field, String seen, String operator, String needed) {}
}
