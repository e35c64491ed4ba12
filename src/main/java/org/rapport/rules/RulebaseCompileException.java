package org.rapport.rules;

/** The engine refused a rulebase that the checker had passed: a fault of ours, not the author's. */
public final class RulebaseCompileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RulebaseCompileException(String rulebase, String messages) {
    super("The engine cannot compile the rulebase %s: %s".formatted(rulebase, messages));
  }

  RulebaseCompileException(String rulebase, Throwable cause) {
    super("The engine cannot compile the rulebase %s: %s".formatted(rulebase, cause), cause);
  }
}
