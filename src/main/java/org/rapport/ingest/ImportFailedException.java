package org.rapport.ingest;

/** An import file that cannot be read on; the batches handed over before are good. */
public final class ImportFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long line;

  ImportFailedException(long line, String what, String maybe) {
    super(what + "\nMaybe " + maybe);
    this.line = line;
  }

  /** The line reached, from 1; 0 when not even the first could be read. */
  public long line() {
    return line;
  }
}
