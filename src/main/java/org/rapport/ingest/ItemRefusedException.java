package org.rapport.ingest;

/**
 * Why one item is not taken; it becomes a {@link org.rapport.model.Rejection} and never leaves the
 * package. It has no stack trace: a batch may hold thousands of them.
 */
final class ItemRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RejectionCode code;

  ItemRefusedException(RejectionCode code, String what, String maybe) {
    super(what + "\nMaybe " + maybe, null, false, false);
    this.code = code;
  }

  RejectionCode code() {
    return code;
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
