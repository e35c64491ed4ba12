package org.rapport.rules.verb;

/** Two matches said different things where only one may be said; the message names both. */
public final class ConflictingVerbsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConflictingVerbsException(String message) {
    super(message);
  }
}
