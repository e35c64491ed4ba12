package org.rapport.rules;

/** A decision could not be made to the end; the code is one of Outcome.Fallback's. */
final class DecisionStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final String DEADLINE = "deadline";
  static final String CONFLICTING_VERBS = "conflicting-verbs";
  static final String FIRE_LIMIT = "fire-limit";
  static final String FACT_LIMIT = "fact-limit";
  static final String RULE_FAILED = "rule-failed";

  private final String code;

  DecisionStoppedException(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }
}
