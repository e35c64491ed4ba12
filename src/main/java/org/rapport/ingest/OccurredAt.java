package org.rapport.ingest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When something occurred, from its sender's words: ISO 8601 with an offset or {@code Z}, or a date
 * alone for midnight UTC; kept to the microsecond, as the database keeps it.
 */
final class OccurredAt {
  /** How far ahead of its receipt an event may lie. */
  static final Duration MAX_AHEAD = Duration.ofDays(366);

  /** Milliseconds below this are rather seconds: it is March of 1973. */
  private static final long LEAST_EPOCH_MS = 100_000_000_000L;

  private static final int MAX_CHARACTERS = 64;
  private static final Pattern OTHER_YEARS = Pattern.compile("([+-]\\d{4,10}|\\d{5,10})-\\d\\d.*");
  private static final String FORMS =
      "write it like 2026-01-31T09:30:00Z or 2026-01-31T10:30:00+01:00.";

  private OccurredAt() {}

  /**
   * The instant that a value means.
   *
   * @param epochMs whether a number may stand for milliseconds since 1970
   */
  static Instant of(JsonTree value, String field, Instant receivedAt, boolean epochMs)
      throws ItemRefusedException {
    if (value instanceof JsonTree.TextLeaf leaf) {
      if (leaf.text().length() <= MAX_CHARACTERS && OTHER_YEARS.matcher(leaf.text()).matches()) {
        throw outOfRange(Shown.text(leaf.text()), field);
      }
      Instant instant = parse(leaf.text());
      if (instant != null) {
        return inRange(instant, field, receivedAt);
      }
    } else if (epochMs && value instanceof JsonTree.NumberLeaf leaf) {
      return inRange(epochMs(leaf, field), field, receivedAt);
    }
    throw invalid(Shown.value(value), field, FORMS);
  }

  /** The instant, or null when the text is none or lies outside what is taken. */
  static @Nullable Instant lenient(@Nullable String text, Instant receivedAt) {
    Instant instant = text == null ? null : parse(text);
    return instant != null && accepts(instant, receivedAt) ? instant : null;
  }

  private static Instant epochMs(JsonTree.NumberLeaf leaf, String field)
      throws ItemRefusedException {
    String literal = leaf.literal();
    long ms;
    try {
      ms = Long.parseLong(literal);
    } catch (NumberFormatException e) {
      throw invalid(Shown.plain(literal), field, FORMS);
    }
    if (ms >= 0 && ms < LEAST_EPOCH_MS) {
      throw invalid(literal, field, "these are seconds; numbers are read as milliseconds.");
    }
    return Instant.ofEpochMilli(ms);
  }

  private static Instant inRange(Instant instant, String field, Instant receivedAt)
      throws ItemRefusedException {
    if (!accepts(instant, receivedAt)) {
      throw outOfRange(instant.toString(), field);
    }
    return instant;
  }

  private static boolean accepts(Instant instant, Instant receivedAt) {
    return !instant.isBefore(Instant.EPOCH) && !instant.isAfter(receivedAt.plus(MAX_AHEAD));
  }

  private static ItemRefusedException invalid(String shown, String field, String maybe) {
    return new ItemRefusedException(
        RejectionCode.OCCURRED_AT_INVALID,
        "\"%s\" is %s, which is no instant.".formatted(field, shown),
        maybe);
  }

  private static ItemRefusedException outOfRange(String shown, String field) {
    return new ItemRefusedException(
        RejectionCode.OCCURRED_AT_OUT_OF_RANGE,
        "\"%s\" is %s; taken is 1970 up to %d days after receipt."
            .formatted(field, shown, MAX_AHEAD.toDays()),
        "the sender's clock is wrong, or its unit of time is.");
  }

  /** Written by hand because it runs for every event: a formatter takes several times as long. */
  private static @Nullable Instant parse(String text) {
    int length = text.length();
    if (length < 10 || length > MAX_CHARACTERS || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    if (year < 0 || month < 1 || day < 1) {
      return null;
    }
    long epochDay;
    try {
      epochDay = LocalDate.of(year, month, day).toEpochDay();
    } catch (DateTimeException e) {
      return null;
    }
    if (length == 10) {
      return Instant.ofEpochSecond(epochDay * 86_400L);
    }
    return time(text, epochDay);
  }

  private static @Nullable Instant time(String text, long epochDay) {
    char divider = text.charAt(10);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    if ((divider != 'T' && divider != 't' && divider != ' ')
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || text.charAt(13) != ':') {
      return null;
    }
    int at = 16;
    int second = 0;
    int micros = 0;
    if (at < text.length() && text.charAt(at) == ':') {
      second = digits(text, 17, 19);
      at = 19;
      if (second < 0 || second > 59) {
        return null;
      }
      if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
        int end = endOfDigits(text, ++at);
        if (end == at) {
          return null;
        }
        micros = micros(text, at, end);
        at = end;
      }
    }
    int offsetSeconds = offsetSeconds(text, at);
    if (offsetSeconds == NO_OFFSET) {
      return null;
    }
    long seconds = epochDay * 86_400L + hour * 3_600L + minute * 60L + second - offsetSeconds;
    return Instant.ofEpochSecond(seconds, micros * 1_000L);
  }

  private static final int NO_OFFSET = Integer.MAX_VALUE;

  private static int offsetSeconds(String text, int at) {
    int left = text.length() - at;
    if (left < 1) {
      return NO_OFFSET;
    }
    char sign = text.charAt(at);
    if (sign == 'Z' || sign == 'z') {
      return left == 1 ? 0 : NO_OFFSET;
    }
    boolean colon = left == 6 && text.charAt(at + 3) == ':';
    if ((sign != '+' && sign != '-') || !(left == 3 || left == 5 || colon)) {
      return NO_OFFSET;
    }
    int hours = digits(text, at + 1, at + 3);
    int minutes = left == 3 ? 0 : digits(text, text.length() - 2, text.length());
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return NO_OFFSET;
    }
    int seconds = hours * 3_600 + minutes * 60;
    return sign == '-' ? -seconds : seconds;
  }

  private static int micros(String text, int from, int end) {
    int micros = 0;
    for (int i = 0; i < 6; i++) {
      micros = micros * 10 + (from + i < end ? text.charAt(from + i) - '0' : 0);
    }
    return micros;
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The number that the characters write, or -1 when they do not. */
  private static int digits(String text, int from, int end) {
    if (end > text.length()) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < end; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
