package org.rapport.token;

/** A token that opens nothing, or not now; the message says why and what to do. */
public final class TokenRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Which kind of refusal. */
  public enum Reason {
    /** The token is not right. */
    NOT_RIGHT,
    /** Whether it is right cannot be told now: the issuer's keys cannot be had. */
    ISSUER_AWAY,
    /** Too many tokens wait to be verified. */
    TOO_MANY
  }

  private final Reason reason;

  TokenRefusedException(Reason reason, String message) {
    // No stack: this is an answer, not a fault, and wrong tokens must stay cheap.
    super(message, null, false, false);
    this.reason = reason;
  }

  static TokenRefusedException notRight(String message) {
    return new TokenRefusedException(Reason.NOT_RIGHT, message);
  }

  /** Which kind of refusal it is. */
  public Reason reason() {
    return reason;
  }
}
