package org.rapport.analysis;

import org.jspecify.annotations.Nullable;

/**
 * One condition of a rule held against the facts of a decision.
 *
 * @param line where it stands in the rule's file, from 1
 * @param fact the word of the fact it is about: {@code Activity}
 * @param name the event, attribute, segment or action that it names, or null
 * @param negated whether it says that there is no such fact
 * @param state whether it holds
 * @param shortfall what is missing in the fact that comes nearest; null when the condition holds,
 *     is open, or there is no such fact at all
 */
public record ConditionCheck(
    int line,
    String fact,
    @Nullable String name,
    boolean negated,
    State state,
    @Nullable Shortfall shortfall) {

  /** Which fact it is about: {@code Activity "Signed In"}. */
  public String about() {
    return name == null ? fact : fact + " \"" + name + '"';
  }

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
