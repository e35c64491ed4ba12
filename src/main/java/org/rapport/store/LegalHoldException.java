package org.rapport.store;

/** A customer must not be erased; the message says why. */
public final class LegalHoldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LegalHoldException(String reason) {
    super(
        "The customer is under a legal hold and is not erased: %s%nMaybe release the hold first: DELETE /v1/customers/{id}/hold"
            .formatted(reason));
  }
}
