package org.rapport.decision;

import org.rapport.model.RulebaseRef;

/** The rules that made a decision are neither live here nor kept. */
public final class RulesNotHereException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For the rules of a decision. */
  public RulesNotHereException(RulebaseRef ref) {
    super(
        "The decision was made by %s, version %s, and these rules are not live here.%nMaybe ask a node where they are, or decide again by those of today."
            .formatted(ref.name(), ref.version()));
  }
}
