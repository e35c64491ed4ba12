package org.rapport.command;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of CSV by RFC 4180. */
final class Csv {
  private Csv() {}

  /**
   * One line. A text that a spreadsheet would take for a formula is put behind an apostrophe;
   * numbers stay as they are.
   */
  static String line(Object... values) {
    return Arrays.stream(values).map(Csv::field).collect(Collectors.joining(","));
  }

  private static String field(Object value) {
    String text = value.toString();
    if (!(value instanceof Number) && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
