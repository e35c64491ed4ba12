package org.rapport.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Reads instants as people type them. */
final class Instants {
  private static final int DATE_LENGTH = 10;

  private Instants() {}

  /**
   * The instant that {@code --as-of} names: a date is its midnight UTC.
   *
   * @throws UsageException when it is neither
   */
  static Instant asOf(String text) {
    try {
      return text.length() <= DATE_LENGTH
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new UsageException(
          "--as-of is \"%s\", which is neither a date nor an instant.%nMaybe you meant 2026-03-01 or 2026-03-01T12:00:00Z."
              .formatted(text));
    }
  }
}
