package org.rapport.decision;

/** More is waiting than may wait: try again after a while. */
public final class OverloadedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int retryAfterSeconds;

  public OverloadedException(String message, int retryAfterSeconds) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** After how many seconds to try again. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
