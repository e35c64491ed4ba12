package org.rapport.store;

import org.jspecify.annotations.Nullable;

/** The embedded server could not be started; the message says what to do. */
public sealed class EmbeddedPostgresException extends RuntimeException
    permits FolderInUseException {
  private static final long serialVersionUID = 1L;

  public EmbeddedPostgresException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
