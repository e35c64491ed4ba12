package org.rapport.analysis;

/** What deciding came to: an analysis, or the default action because no analysis could be had. */
public sealed interface Outcome {
  /** The rules decided. */
  record Decided(DecisionAnalysis analysis) implements Outcome {}

  /**
   * The default action, and why.
   *
   * @param code {@code deadline}, {@code conflicting-verbs}, {@code fire-limit}, {@code fact-limit}
   *     or {@code rule-failed}
   * @param reason a sentence for people
   * @param defaultAction the catalogue's default action
   * @param payloadJson its payload
   */
  record Fallback(String code, String reason, String defaultAction, String payloadJson)
      implements Outcome {}
}
