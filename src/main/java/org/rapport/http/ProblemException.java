package org.rapport.http;

/** Carries a problem to the one place that writes it. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  ProblemException(Problem problem) {
    // No stack: this is an answer, not a fault, and bad requests must stay cheap.
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  ProblemException(ProblemCode code, String detail) {
    this(Problem.of(code, detail));
  }

  Problem problem() {
    return problem;
  }
}
