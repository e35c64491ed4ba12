package org.rapport.store;

/** What was asked for was about a customer who has been erased since; the message says when. */
public final class ErasedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An erasure that is in the way. */
  public ErasedException(String message) {
    super(message);
  }
}
