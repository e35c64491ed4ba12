package org.rapport.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;
import org.rapport.model.Value;

/** Checks single values; each answers null after noting what is wrong. */
final class Checks {
  private Checks() {}

  static void wrongType(JsonNode value, String pointer, String wanted, Findings findings) {
    findings.add(
        pointer,
        FindingCode.WRONG_TYPE,
        "This is %s (%s), where %s belongs."
            .formatted(
                Fields.kind(value),
                Words.printable(
                    value.isContainerNode() ? "..." : value.asText(), HttpLimits.ECHO_LENGTH),
                wanted));
  }

  static @Nullable ObjectNode object(JsonNode value, String pointer, Findings findings) {
    if (value instanceof ObjectNode object) {
      return object;
    }
    wrongType(value, pointer, "an object", findings);
    return null;
  }

  static @Nullable String text(JsonNode value, String pointer, int longest, Findings findings) {
    if (!value.isTextual()) {
      wrongType(value, pointer, "a text", findings);
      return null;
    }
    return text(value.textValue(), pointer, longest, findings);
  }

  static @Nullable String text(String value, String pointer, int longest, Findings findings) {
    if (value.isEmpty()) {
      findings.add(pointer, FindingCode.EMPTY, "This is empty.%nMaybe leave it out.".formatted());
      return null;
    }
    if (value.length() > longest) {
      findings.add(
          pointer,
          FindingCode.TOO_LONG,
          "%s has %d characters, more than %d."
              .formatted(Words.quoted(value), value.length(), longest));
      return null;
    }
    return fit(value, pointer, findings);
  }

  private static @Nullable String fit(String value, String pointer, Findings findings) {
    int unfit = Words.unfitCharacter(value);
    if (unfit >= 0) {
      findings.add(
          pointer,
          FindingCode.BAD_CHARACTER,
          "%s has %s at place %d, which no text may hold.%nMaybe the sender's encoding is broken."
              .formatted(
                  Words.quoted(value),
                  value.charAt(unfit) == 0
                      ? "a NUL character"
                      : "half a character (a lone surrogate)",
                  unfit));
      return null;
    }
    return value;
  }

  static @Nullable Integer whole(
      JsonNode value, String pointer, int least, int most, Findings findings) {
    if (!value.isIntegralNumber()) {
      wrongType(value, pointer, "a whole number", findings);
      return null;
    }
    if (!value.canConvertToInt() || value.intValue() < least || value.intValue() > most) {
      outOfRange(value.asText(), pointer, least, most, findings);
      return null;
    }
    return value.intValue();
  }

  static void outOfRange(String value, String pointer, int least, int most, Findings findings) {
    findings.add(
        pointer,
        FindingCode.OUT_OF_RANGE,
        "%s is not between %d and %d."
            .formatted(Words.printable(value, HttpLimits.ECHO_LENGTH), least, most));
  }

  static @Nullable Long millionths(JsonNode value, String pointer, Findings findings) {
    if (!value.isNumber()) {
      wrongType(value, pointer, "a number", findings);
      return null;
    }
    BigDecimal number = value.decimalValue();
    if (!Millionths.accepts(number)) {
      findings.add(
          pointer,
          FindingCode.OUT_OF_RANGE,
          "%s is beyond %d either way."
              .formatted(
                  Words.printable(number.toString(), HttpLimits.ECHO_LENGTH),
                  Millionths.MAX_UNITS));
      return null;
    }
    return Millionths.of(number);
  }

  /** A number, text or flag. */
  static @Nullable Value scalar(JsonNode value, String pointer, Findings findings) {
    if (value.isNumber()) {
      Long millionths = millionths(value, pointer, findings);
      return millionths == null ? null : new Value.Numeric(millionths);
    }
    if (value.isBoolean()) {
      return new Value.Flag(value.booleanValue());
    }
    if (!value.isTextual()) {
      wrongType(value, pointer, "a number, a text or a flag", findings);
      return null;
    }
    if (value.textValue().isEmpty()) {
      return new Value.Text("");
    }
    String text = text(value, pointer, Value.MAX_TEXT_LENGTH, findings);
    return text == null ? null : new Value.Text(text);
  }

  static <T> @Nullable T choice(
      String value, String pointer, List<T> choices, Function<T, String> word, Findings findings) {
    for (T choice : choices) {
      if (word.apply(choice).equals(value)) {
        return choice;
      }
    }
    findings.add(
        pointer,
        FindingCode.UNKNOWN_WORD,
        "%s is not known here.%nMaybe you meant %s."
            .formatted(Words.quoted(value), Words.either(choices.stream().map(word))));
    return null;
  }
}
