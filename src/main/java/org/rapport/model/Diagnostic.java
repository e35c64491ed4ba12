package org.rapport.model;

import org.jspecify.annotations.Nullable;

/**
 * One finding about rule text.
 *
 * @param code a stable word: {@code unknown-field}
 * @param severity whether it stops the rulebase
 * @param file the file, relative to the rulebase
 * @param line from 1; 0 when the finding is about the whole file
 * @param column from 1; 0 likewise
 * @param endColumn the column after the last character meant
 * @param message what is wrong, in words a business user knows
 * @param maybe what to do, or null
 */
public record Diagnostic(
    String code,
    Severity severity,
    String file,
    int line,
    int column,
    int endColumn,
    String message,
    @Nullable String maybe) {

  /** How bad a finding is. */
  public enum Severity {
    ERROR,
    WARNING
  }
}
