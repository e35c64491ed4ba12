package org.rapport.ingest;

/** A body that cannot be taken apart into items: nothing of it is accepted. */
public final class MalformedBodyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final BodyProblem problem;
  private final String pointer;

  MalformedBodyException(BodyProblem problem, String pointer, String what, String maybe) {
    super(what + "\nMaybe " + maybe);
    this.problem = problem;
    this.pointer = pointer;
  }

  /** What kind of problem it is. */
  public BodyProblem problem() {
    return problem;
  }

  /** The stable word for programs: {@code malformed-json}. */
  public String code() {
    return problem.word();
  }

  /** The JSON pointer of the place meant; empty for the whole body. */
  public String pointer() {
    return pointer;
  }

  /** What was wrong and, after a line break, what to do; for people. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
