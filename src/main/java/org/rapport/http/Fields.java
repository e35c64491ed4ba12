package org.rapport.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one JSON object by name and notes everything that is wrong with them; a
 * member that is wrong reads as absent, so that reading can go on to the next finding.
 */
final class Fields {
  private final ObjectNode object;
  private final String pointer;
  private final Findings findings;
  private final Set<String> known = new HashSet<>();

  Fields(ObjectNode object, String pointer, Findings findings) {
    this.object = object;
    this.pointer = pointer;
    this.findings = findings;
  }

  /** Where a member stands. */
  String pointer(String name) {
    return Findings.pointer(pointer, name);
  }

  /** The findings of the whole request. */
  Findings findings() {
    return findings;
  }

  /** A member, or null when it is absent or null. */
  @Nullable JsonNode optional(String name) {
    known.add(name);
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private void missing(String name, String kind) {
    findings.add(
        pointer(name),
        FindingCode.MISSING,
        "\"%s\" is missing.%nMaybe add it: %s.".formatted(name, kind));
  }

  private <T> @Nullable T require(String name, @Nullable T value, String kind) {
    if (value == null && optional(name) == null) {
      missing(name, kind);
    }
    return value;
  }

  /** A text of 1 to {@code longest} characters, or null. */
  @Nullable String text(String name, int longest) {
    JsonNode value = optional(name);
    return value == null ? null : Checks.text(value, pointer(name), longest, findings);
  }

  /** The same, and a finding when it is absent. */
  @Nullable String requiredText(String name, int longest) {
    return require(name, text(name, longest), "a text");
  }

  /** A whole number within a range, or null. */
  @Nullable Integer whole(String name, int least, int most) {
    JsonNode value = optional(name);
    return value == null ? null : Checks.whole(value, pointer(name), least, most, findings);
  }

  /** The same, and a finding when it is absent. */
  @Nullable Integer requiredWhole(String name, int least, int most) {
    return require(name, whole(name, least, most), "a whole number");
  }

  /** A whole number within a range, the default when absent or wrong. */
  int whole(String name, int least, int most, int otherwise) {
    Integer value = whole(name, least, most);
    return value == null ? otherwise : value;
  }

  /** A number in millionths, or null. */
  @Nullable Long millionths(String name) {
    JsonNode value = optional(name);
    return value == null ? null : Checks.millionths(value, pointer(name), findings);
  }

  /** A number in millionths, and a finding when it is absent. */
  @Nullable Long requiredMillionths(String name) {
    return require(name, millionths(name), "a number");
  }

  /** A member of any kind, and a finding when it is absent. */
  @Nullable JsonNode required(String name) {
    return require(name, optional(name), "a value");
  }

  /** An instant, or null. */
  @Nullable Instant instant(String name) {
    String value = text(name, Times.LENGTH);
    return value == null ? null : Times.instant(value, pointer(name), findings);
  }

  /** A day, or null. */
  @Nullable LocalDate day(String name) {
    String value = text(name, Times.LENGTH);
    return value == null ? null : Times.day(value, pointer(name), findings);
  }

  /** An instant, and a finding when it is absent. */
  @Nullable Instant requiredInstant(String name) {
    return require(name, instant(name), "an instant such as 2026-01-31T12:00:00Z");
  }

  /** A day, and a finding when it is absent. */
  @Nullable LocalDate requiredDay(String name) {
    return require(name, day(name), "a day such as 2026-01-31");
  }

  /** One of some words, or null. */
  <T> @Nullable T choice(String name, List<T> choices, Function<T, String> word) {
    String value = text(name, HttpLimits.WORD_LENGTH);
    return value == null ? null : Checks.choice(value, pointer(name), choices, word, findings);
  }

  /** A flag, the default when absent or wrong. */
  boolean flag(String name, boolean otherwise) {
    JsonNode value = optional(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      Checks.wrongType(value, pointer(name), "true or false", findings);
      return otherwise;
    }
    return value.booleanValue();
  }

  /** An object of its own, or null. */
  @Nullable ObjectNode object(String name) {
    JsonNode value = optional(name);
    return value == null ? null : Checks.object(value, pointer(name), findings);
  }

  /** A list of at most so many items, or null. */
  @Nullable ArrayNode list(String name, int most) {
    JsonNode value = optional(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof ArrayNode list)) {
      Checks.wrongType(value, pointer(name), "a list", findings);
      return null;
    }
    if (list.size() > most) {
      findings.add(
          pointer(name),
          FindingCode.TOO_MANY,
          "\"%s\" has %d items, more than %d.%nMaybe send several requests."
              .formatted(name, list.size(), most));
      return null;
    }
    return list;
  }

  /** The same with at least one item, and a finding when it is absent or empty. */
  @Nullable ArrayNode requiredList(String name, int most) {
    ArrayNode list = require(name, list(name, most), "a list");
    if (list != null && list.isEmpty()) {
      findings.add(pointer(name), FindingCode.EMPTY, "\"%s\" is empty.".formatted(name));
      return null;
    }
    return list;
  }

  /** Notes every member that nobody asked for. */
  void noOthers() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                findings.add(
                    pointer(name),
                    FindingCode.UNKNOWN_FIELD,
                    "%s is not a field here.%nMaybe you meant %s."
                        .formatted(Words.quoted(name), Words.either(known.stream().sorted())));
              }
            });
  }

  /** What a JSON value is, for people. */
  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case BOOLEAN -> "a flag";
      case NULL -> "null";
      case NUMBER -> "a number";
      case OBJECT -> "an object";
      case STRING -> "a text";
      case BINARY, MISSING, POJO -> "nothing";
    };
  }
}
