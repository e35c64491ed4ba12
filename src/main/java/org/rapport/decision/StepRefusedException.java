package org.rapport.decision;

/** A step of a draft or a publication may not be taken as things are; the message says why. */
public final class StepRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What stands against it. */
  public enum Reason {
    /** There is no such draft. */
    DRAFT_NOT_FOUND,
    /** The version was never live. */
    VERSION_NOT_FOUND,
    /** Nobody may approve what they wrote themselves. */
    OWN_DRAFT,
    /** The draft, or what is live, is not as the caller saw it. */
    CHANGED_MEANWHILE,
    /** A step before this one is missing. */
    NOT_READY,
    /** The version cannot be loaded. */
    VERSION_UNUSABLE,
    /** Nobody started what is asked about. */
    NOT_STARTED
  }

  private final Reason reason;

  /** A refusal. */
  public StepRefusedException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** What stands against it. */
  public Reason reason() {
    return reason;
  }
}
