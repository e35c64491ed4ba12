package org.rapport.rules;

/** The rules could not be brought to a score; the message says why, for people. */
public final class ScoringFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;

  public ScoringFailedException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** The same codes as {@link org.rapport.analysis.Outcome.Fallback}. */
  public String code() {
    return code;
  }
}
