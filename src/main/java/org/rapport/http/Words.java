package org.rapport.http;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How enum constants and other people's texts are written in answers. */
final class Words {
  private static final char REPLACEMENT = '\uFFFD';

  private Words() {}

  /** The kebab-case word of a constant. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A list for people: {@code a, b or c}. */
  static String either(Stream<String> words) {
    String listed = words.collect(Collectors.joining(", "));
    int last = listed.lastIndexOf(", ");
    return last < 0 ? listed : listed.substring(0, last) + " or " + listed.substring(last + 2);
  }

  /** Somebody else's text in double quotes, cut short, fit to be written as JSON. */
  static String quoted(String text) {
    return '"' + printable(text, HttpLimits.ECHO_LENGTH) + '"';
  }

  /**
   * The text without controls and lone surrogates, each replaced, and cut to a length with three
   * dots.
   */
  static String printable(String text, int length) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), length + 3));
    int at = 0;
    while (at < text.length() && clean.length() < length) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (point == '\n') {
        clean.append('\n');
      } else if (Character.isISOControl(point) || isSurrogate(point)) {
        clean.append(REPLACEMENT);
      } else {
        clean.appendCodePoint(point);
      }
    }
    return at < text.length() ? clean.append("...").toString() : clean.toString();
  }

  /** The place of the first NUL or lone surrogate, or -1: the database cannot hold either. */
  static int unfitCharacter(String text) {
    int at = 0;
    while (at < text.length()) {
      char unit = text.charAt(at);
      if (unit == 0) {
        return at;
      }
      if (Character.isSurrogate(unit)) {
        int point = text.codePointAt(at);
        if (isSurrogate(point)) {
          return at;
        }
        at++;
      }
      at++;
    }
    return -1;
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
