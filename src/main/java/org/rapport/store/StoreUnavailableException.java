package org.rapport.store;

import org.jspecify.annotations.Nullable;

/** The database cannot be reached or is overloaded: try again later. */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
