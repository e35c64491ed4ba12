package org.rapport.tree;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;

/**
 * JSON objects of texts, whole numbers and flags, written in the one way of RFC 8785: names in
 * order, no blanks, only those characters escaped that must be.
 */
public final class CanonicalText {
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private CanonicalText() {}

  /** The object; values are texts, whole numbers or flags. */
  public static String object(SortedMap<String, Object> fields) {
    StringBuilder out = new StringBuilder(512).append('{');
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      if (out.length() > 1) {
        out.append(',');
      }
      quoted(out, field.getKey());
      out.append(':');
      if (field.getValue() instanceof String text) {
        quoted(out, text);
      } else {
        out.append(field.getValue());
      }
    }
    return out.append('}').toString();
  }

  /** A time, always with six places: {@code 2026-03-01T00:00:00.000000Z}. */
  public static String instant(Instant instant) {
    return INSTANT.format(instant.truncatedTo(ChronoUnit.MICROS));
  }

  static void quoted(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (each < ' ') {
            out.append("\\u%04x".formatted((int) each));
          } else {
            out.append(each);
          }
        }
      }
    }
    out.append('"');
  }
}
