package org.rapport.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads instants and days of the years 1970 to 9999; instants are kept to the microsecond. */
final class Times {
  /** The longest text of an instant, in characters. */
  static final int LENGTH = 40;

  private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  private Times() {}

  /** An instant, or null after noting what is wrong. */
  static @Nullable Instant instant(String text, String pointer, Findings findings) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      Instant instant = time.toInstant().truncatedTo(ChronoUnit.MICROS);
      LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
      if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
        return instant;
      }
    } catch (DateTimeException e) {
      // Told below, like a year that is out of range.
    }
    findings.add(
        pointer,
        FindingCode.BAD_INSTANT,
        "%s is not an instant of the years 1970 to 9999.%nMaybe write it like 2026-01-31T12:00:00Z."
            .formatted(Words.quoted(text)));
    return null;
  }

  /** A UTC day, or null after noting what is wrong. */
  static @Nullable LocalDate day(String text, String pointer, Findings findings) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
        return day;
      }
    } catch (DateTimeException e) {
      // Told below, like a year that is out of range.
    }
    findings.add(
        pointer,
        FindingCode.BAD_DAY,
        "%s is not a day of the years 1970 to 9999.%nMaybe write it like 2026-01-31."
            .formatted(Words.quoted(text)));
    return null;
  }
}
