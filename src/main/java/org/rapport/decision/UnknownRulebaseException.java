package org.rapport.decision;

import java.util.SortedSet;

/** No rulebase of that name is live. */
public final class UnknownRulebaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownRulebaseException(String name, SortedSet<String> live) {
    super(
        "There is no rulebase \"%s\".%nMaybe you meant one of these: %s."
            .formatted(name, String.join(", ", live)));
  }
}
