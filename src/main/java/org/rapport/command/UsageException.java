package org.rapport.command;

/** What was asked for cannot be done as it was asked; the message says why and what to do. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
