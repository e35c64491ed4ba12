package org.rapport.rules.check;

/**
 * A stretch of one line of a file.
 *
 * @param line from 1; 0 when the whole file is meant
 * @param column from 1; 0 likewise
 * @param endColumn the column after the last character
 */
record Spot(int line, int column, int endColumn) {
  /** The whole file. */
  static final Spot FILE = new Spot(0, 0, 0);

  /** From the start of this spot to the end of another one, or to its own when lines differ. */
  Spot to(Spot last) {
    return last.line == line ? new Spot(line, column, last.endColumn) : this;
  }
}
