package org.rapport.decision;

/** The rules that made a decision have nothing of this name. */
public final class NotInRulesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * For what was asked about.
   *
   * @param kind {@code rule}, {@code segment} or {@code action}
   * @param rulebase the rulebase's name
   */
  public NotInRulesException(String kind, String name, String rulebase) {
    super(
        "The rules of \"%s\" have no %s \"%s\".%nMaybe look it up at /v1/rulebases/%s."
            .formatted(rulebase, kind, name, rulebase));
  }
}
