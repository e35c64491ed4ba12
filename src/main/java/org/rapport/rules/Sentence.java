package org.rapport.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rapport.model.Millionths;
import org.rapport.model.Phase;
import org.rapport.rules.FactField.Kind;

/** A rule's reason, taken apart once, so that values are filled in by joining. */
final class Sentence {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\$([^}]*)}");

  /** Text and variable names by turns, text first. */
  private final List<String> parts = new ArrayList<>();

  /**
   * Takes a reason apart.
   *
   * @param reason the template
   * @param bound the names, without the {@code $}, that may stand in it
   */
  Sentence(String reason, Set<String> bound) {
    Matcher matcher = VARIABLE.matcher(reason);
    int end = 0;
    while (matcher.find()) {
      String name = matcher.group(1);
      if (!bound.contains(name)) {
        throw new IllegalArgumentException(
            "The reason \"%s\" names $%s, which the rule does not bind to a field."
                .formatted(reason, name));
      }
      parts.add(reason.substring(end, matcher.start()));
      parts.add(name);
      end = matcher.end();
    }
    parts.add(reason.substring(end));
  }

  /** The sentence with its values. */
  String with(Map<String, String> values) {
    StringBuilder sentence = new StringBuilder(parts.get(0));
    for (int i = 1; i < parts.size(); i += 2) {
      sentence.append(values.get(parts.get(i))).append(parts.get(i + 1));
    }
    return sentence.toString();
  }

  /** A bound value as it stands in sentences. */
  static String text(Object value, Kind kind) {
    if (kind == Kind.DECIMAL && value instanceof Long millionths) {
      return Millionths.text(millionths);
    }
    return value instanceof Phase phase
        ? phase.name().toLowerCase(Locale.ROOT)
        : String.valueOf(value);
  }
}
