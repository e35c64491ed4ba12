package org.rapport.decision;

import java.util.UUID;

/** A decision is a fallback: the rules came to nothing, so there is nothing to explain by them. */
public final class NoAnalysisException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For this decision. */
  public NoAnalysisException(UUID decisionId) {
    super(
        "The decision %s is a fallback: the rules did not come to a conclusion.%nMaybe read the decision: it says why."
            .formatted(decisionId));
  }
}
