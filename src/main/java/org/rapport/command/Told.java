package org.rapport.command;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers and instants as people read them on a page or in a terminal. */
final class Told {
  /** A terminal of 80 columns. */
  static final int WIDTH = 80;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT);

  private static final int MINUTE_SECONDS = 60;

  private Told() {}

  /** A count with its thousands apart: {@code 7,066}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** So many customers, or one. */
  static String customers(long count) {
    return count == 1 ? "1 customer" : count(count) + " customers";
  }

  /** To the minute where the instant is one, else as it is. */
  static String instant(Instant instant) {
    return instant.getNano() == 0 && instant.getEpochSecond() % MINUTE_SECONDS == 0
        ? MINUTE.format(instant.atOffset(ZoneOffset.UTC))
        : instant.toString();
  }

  /** A sentence in lines of a terminal's width, broken between words. */
  static List<String> wrapped(String indent, String sentence) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(indent);
    for (String word : sentence.split(" ", -1)) {
      boolean begun = line.length() > indent.length();
      if (begun && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
        begun = false;
      }
      line.append(begun ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
