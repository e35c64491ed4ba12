package org.rapport.command;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads instants as people type them. */
final class Instants {
  private static final int DATE_LENGTH = 10;

  private Instants() {}

  /** The instant that an option names, or now when it is not given. */
  static Instant orNow(String option, @Nullable String text, Clock clock) {
    return text == null ? clock.instant() : of(option, text);
  }

  /**
   * The instant that an option names: a date is its midnight UTC.
   *
   * @throws UsageException when it is neither
   */
  static Instant of(String option, String text) {
    try {
      return text.length() <= DATE_LENGTH
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new UsageException(
          "%s is \"%s\", which is neither a date nor an instant.%nMaybe you meant 2026-03-01 or 2026-03-01T12:00:00Z."
              .formatted(option, text));
    }
  }
}
