package org.rapport.http;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query parameters of one request by name and notes everything that is wrong with them,
 * under pointers such as {@code /query/limit}.
 */
final class Query {
  private final MultiMap parameters;
  private final Findings findings;
  private final Set<String> known = new HashSet<>();

  Query(MultiMap parameters, Findings findings) {
    this.parameters = parameters;
    this.findings = findings;
  }

  private static String pointer(String name) {
    return Findings.pointer("/query", name);
  }

  /** A text of 1 to {@code longest} characters, or null. */
  @Nullable String text(String name, int longest) {
    known.add(name);
    List<String> values = parameters.getAll(name);
    if (values.size() > 1) {
      findings.add(
          pointer(name),
          FindingCode.REPEATED,
          "\"%s\" stands %d times.%nMaybe give it once.".formatted(name, values.size()));
      return null;
    }
    return values.isEmpty() ? null : Checks.text(values.get(0), pointer(name), longest, findings);
  }

  /** A word: the name of a rulebase, band or event type. */
  @Nullable String word(String name) {
    return text(name, HttpLimits.WORD_LENGTH);
  }

  /** A whole number within a range; the default when absent or wrong. */
  int whole(String name, int least, int most, int otherwise) {
    String value = text(name, HttpLimits.WORD_LENGTH);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
      Checks.outOfRange(value, pointer(name), least, most, findings);
    } catch (NumberFormatException e) {
      findings.add(
          pointer(name),
          FindingCode.WRONG_TYPE,
          "%s is not a whole number from %d to %d.".formatted(Words.quoted(value), least, most));
    }
    return otherwise;
  }

  /** A whole number that must be given, 0 or more; 0 after noting that it is not. */
  long large(String name) {
    String value = text(name, HttpLimits.WORD_LENGTH);
    if (value == null) {
      if (absent(name)) {
        wrong(name, FindingCode.MISSING, "\"%s\" is missing.%nMaybe add it.".formatted(name));
      }
      return 0;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    wrong(
        name,
        FindingCode.WRONG_TYPE,
        "%s is not a whole number from 0 on.".formatted(Words.quoted(value)));
    return 0;
  }

  /** An instant, or null. */
  @Nullable Instant instant(String name) {
    String value = text(name, Times.LENGTH);
    // In a query, + stands for a space: undo that, offsets are more likely than spaces.
    return value == null ? null : Times.instant(value.replace(' ', '+'), pointer(name), findings);
  }

  /** An instant that must be given; some other instant after noting that it is not. */
  Instant requiredInstant(String name) {
    Instant instant = instant(name);
    if (instant == null && absent(name)) {
      wrong(
          name,
          FindingCode.MISSING,
          "\"%s\" is missing.%nMaybe add it: an instant such as 2026-01-31T00:00:00Z."
              .formatted(name));
    }
    return instant == null ? Instant.EPOCH : instant;
  }

  /** A word that must be given; an empty one after noting that it is not. */
  String requiredWord(String name) {
    String word = word(name);
    if (word == null && absent(name)) {
      wrong(name, FindingCode.MISSING, "\"%s\" is missing.%nMaybe add it.".formatted(name));
    }
    return word == null ? "" : word;
  }

  /** A day, or null. */
  @Nullable LocalDate day(String name) {
    String value = text(name, Times.LENGTH);
    return value == null ? null : Times.day(value, pointer(name), findings);
  }

  /** One of some words, or null. */
  <T> @Nullable T choice(String name, List<T> choices, Function<T, String> word) {
    String value = text(name, HttpLimits.WORD_LENGTH);
    return value == null ? null : Checks.choice(value, pointer(name), choices, word, findings);
  }

  /** Whether a parameter was not given at all. */
  boolean absent(String name) {
    return !parameters.contains(name);
  }

  /** Notes something else that is wrong with a parameter. */
  void wrong(String name, FindingCode code, String message) {
    findings.add(pointer(name), code, message);
  }

  /** Goes on only when nothing is wrong, parameters nobody asked for included. */
  void check() {
    for (String name : parameters.names()) {
      if (!known.contains(name)) {
        findings.add(
            pointer(name),
            FindingCode.UNKNOWN_FIELD,
            known.isEmpty()
                ? "%s is not a parameter here; there are none.".formatted(Words.quoted(name))
                : "%s is not a parameter here.%nMaybe you meant %s."
                    .formatted(Words.quoted(name), Words.either(known.stream().sorted())));
      }
    }
    findings.check();
  }
}
