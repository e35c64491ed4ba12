package org.rapport.model;

import java.util.stream.Collectors;

/** Makes texts of others fit for messages and terminals. */
public final class Printable {
  private static final String CUT = "...";

  private Printable() {}

  /** The text with a question mark for each control character. */
  public static String of(String text) {
    return text.codePoints()
        .mapToObj(point -> Character.isISOControl(point) ? "?" : Character.toString(point))
        .collect(Collectors.joining());
  }

  /** The same, cut to a width of 3 or more, its last three then dots. */
  public static String cut(String text, int width) {
    String shown = of(text);
    return shown.length() <= width ? shown : shown.substring(0, width - CUT.length()) + CUT;
  }
}
