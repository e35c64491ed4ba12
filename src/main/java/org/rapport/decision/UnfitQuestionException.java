package org.rapport.decision;

/**
 * What is asked cannot be answered: a parameter names what there is not, or does not fit another.
 */
public final class UnfitQuestionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String parameter;

  public UnfitQuestionException(String parameter, String message) {
    super(message);
    this.parameter = parameter;
  }

  /** Which parameter: {@code by}. */
  public String parameter() {
    return parameter;
  }
}
