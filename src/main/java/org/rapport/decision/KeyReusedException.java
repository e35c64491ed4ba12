package org.rapport.decision;

/** An idempotency key was used before, with another request. */
public final class KeyReusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeyReusedException(String key) {
    super(
        "The Idempotency-Key \"%s\" was used before with another request.%nMaybe use a new key: one key stands for one request."
            .formatted(key));
  }
}
