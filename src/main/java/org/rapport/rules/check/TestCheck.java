package org.rapport.rules.check;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;
import org.rapport.model.Phase;
import org.rapport.rules.check.FactWord.FieldWord;
import org.rapport.rules.check.RuleFileSyntax.Test;
import org.rapport.rules.check.RuleFileSyntax.Value;

/** Checks the tests of one condition: types, operators and words. */
final class TestCheck {
  private final FactWord fact;
  private final @Nullable String name;
  private final @Nullable String segment;
  private final Names names;
  private final Variables variables;
  private final Findings.Page page;

  /**
   * @param name the event type or attribute that the condition is about, when known
   * @param segment the segment that the condition is about, when it names one
   */
  TestCheck(
      FactWord fact,
      @Nullable String name,
      @Nullable String segment,
      Names names,
      Variables variables,
      Findings.Page page) {
    this.fact = fact;
    this.name = name;
    this.segment = segment;
    this.names = names;
    this.variables = variables;
    this.page = page;
  }

  void check(FieldWord field, Test test) {
    if (fact.name().equals("Attribute")) {
      attributeType(field, test);
    }
    if (fact.name().equals("Activity")) {
      eventValue(field, test);
    }
    Operator operator = test.operator();
    Value operand = test.operand();
    if (operator == null || operand == null || !operand.sound()) {
      return;
    }
    boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    if (!equality && !field.type().isNumeric()) {
      page.error(
          Code.WRONG_OPERATOR,
          test.spot(),
          "%s compares numbers, but %s of %s is %s."
              .formatted(operator.symbol(), field.name(), fact.name(), field.type().words()),
          "Maybe use == or !=.");
    } else if (operand.operand() instanceof Operand.Variable variable) {
      join(field, operator, variable, operand);
    } else {
      literal(field, operand);
    }
  }

  private void attributeType(FieldWord field, Test test) {
    Catalogue.AttributeEntry entry = names.attribute(name);
    boolean typed =
        field.name().equals("number") || field.name().equals("text") || field.name().equals("flag");
    if (entry != null && typed) {
      String right = entry.type().name().toLowerCase(java.util.Locale.ROOT);
      if (!right.equals(field.name())) {
        page.error(
            Code.WRONG_TYPE,
            test.field().spot(),
            "The attribute \"%s\" is a %s, says the catalogue, not a %s."
                .formatted(name, right, field.name()),
            "Maybe test its field %s.".formatted(right));
      }
    }
  }

  private void eventValue(FieldWord field, Test test) {
    Catalogue.EventEntry entry = names.event(name);
    boolean valued = field.name().startsWith("value") || field.name().equals("latestValue");
    if (entry != null && valued && entry.valueProperty() == null) {
      page.error(
          Code.NO_NUMERIC_VALUE,
          test.field().spot(),
          "The event \"%s\" has no numeric value in the catalogue.".formatted(name),
          "Maybe add to its entry: value: properties.some-number");
    }
  }

  private void join(FieldWord field, Operator operator, Operand.Variable variable, Value operand) {
    Variables.Bound bound = variables.find(variable.name(), operand.spot(), "before this test");
    if (bound == null || bound instanceof Variables.UnknownValue) {
      return;
    }
    if (operator != Operator.EQUAL) {
      page.error(
          Code.WRONG_OPERATOR,
          operand.spot(),
          "Facts are joined by == only, found %s %s.".formatted(operator.symbol(), variable.name()),
          "Maybe compare with a number or a text instead.");
    }
    FieldType type = bound instanceof Variables.FieldValue value ? value.type() : null;
    boolean fits =
        type != null && (type == field.type() || (type.isNumeric() && field.type().isNumeric()));
    if (!fits) {
      page.error(
          Code.WRONG_TYPE,
          operand.spot(),
          "%s of %s is %s, but %s is %s."
              .formatted(
                  field.name(),
                  fact.name(),
                  field.type().words(),
                  variable.name(),
                  type == null ? "a whole fact" : type.words()),
          null);
    }
  }

  private void literal(FieldWord field, Value value) {
    Operand operand = value.operand();
    if (operand instanceof Operand.NumberLiteral number && field.type().isNumeric()) {
      if (field.type() == FieldType.WHOLE && number.millionths() % Millionths.ONE != 0) {
        wrongType(field, value, number.text(), null);
      }
    } else if (operand instanceof Operand.TextLiteral text && field.type() == FieldType.TEXT) {
      word(field, text.text(), value.spot());
    } else if (operand instanceof Operand.FlagLiteral && field.type() == FieldType.FLAG) {
      return;
    } else if (operand instanceof Operand.PhaseLiteral && field.type() == FieldType.PHASE) {
      return;
    } else {
      wrongType(field, value, shown(operand), maybe(field, operand));
    }
  }

  private void wrongType(FieldWord field, Value value, String shown, @Nullable String maybe) {
    page.error(
        Code.WRONG_TYPE,
        value.spot(),
        "%s of %s is %s, it cannot be compared with %s."
            .formatted(field.name(), fact.name(), field.type().words(), shown),
        maybe);
  }

  private static String shown(Operand operand) {
    if (operand instanceof Operand.TextLiteral text) {
      return "the text \"" + text.text() + "\"";
    }
    if (operand instanceof Operand.NumberLiteral number) {
      return number.text();
    }
    if (operand instanceof Operand.FlagLiteral flag) {
      return String.valueOf(flag.flag());
    }
    return "a phase";
  }

  private static @Nullable String maybe(FieldWord field, Operand operand) {
    if (operand instanceof Operand.TextLiteral text) {
      if (field.type().isNumeric() && text.text().matches("-?[0-9.]+")) {
        return "Maybe write %s, without quotes.".formatted(text.text());
      }
      if (field.type() == FieldType.FLAG && text.text().matches("true|false")) {
        return "Maybe write %s, without quotes.".formatted(text.text());
      }
      if (field.type() == FieldType.PHASE) {
        String phase = text.text().toUpperCase(Locale.ROOT);
        return Arrays.stream(Phase.values()).anyMatch(known -> known.name().equals(phase))
            ? "Maybe write Phase.%s.".formatted(phase)
            : "Maybe write Phase.TRIAL, Phase.PAYING, Phase.LAPSED or Phase.PROSPECT.";
      }
    }
    return field.type() == FieldType.TEXT ? "Maybe put it into double quotes." : null;
  }

  private void word(FieldWord field, String word, Spot spot) {
    String key = fact.name() + "." + field.name();
    switch (key) {
      case "Activity.event" -> among(Code.UNKNOWN_EVENT, word, spot, "event", names.events());
      case "Attribute.name" ->
          among(Code.UNKNOWN_ATTRIBUTE, word, spot, "attribute", names.attributes());
      case "Contact.action" -> among(Code.UNKNOWN_ACTION, word, spot, "action", names.actions());
      case "Score.band" -> among(Code.UNKNOWN_WORD, word, spot, "band", names.bands());
      case "Attribute.text" -> attributeText(word, spot);
      case "Segment.level", "WasIn.level" -> level(field, word, spot);
      default -> {
        if (!field.words().isEmpty()) {
          among(Code.UNKNOWN_WORD, word, spot, field.name(), field.words());
        }
      }
    }
  }

  private void attributeText(String word, Spot spot) {
    Catalogue.AttributeEntry entry = names.attribute(name);
    if (entry != null && !entry.values().isEmpty() && !entry.values().contains(word)) {
      page.error(
          Code.UNKNOWN_WORD,
          spot,
          "\"%s\" is not among the values of the attribute \"%s\".".formatted(word, name),
          Words.maybe(word, entry.values()));
    }
  }

  private void level(FieldWord field, String word, Spot spot) {
    Collection<String> levels = segment == null ? field.words() : Names.levelsOf(segment);
    if (!levels.isEmpty() && !levels.contains(word)) {
      page.error(
          Code.UNKNOWN_WORD,
          spot,
          segment == null
              ? "There is no level \"%s\".".formatted(word)
              : "\"%s\" is not a level of the segment %s.".formatted(word, segment),
          Words.maybe(word, levels));
    }
  }

  private void among(
      Code code, String word, Spot spot, String kind, @Nullable Collection<String> known) {
    if (known != null && !known.contains(word)) {
      boolean catalogued = code != Code.UNKNOWN_WORD;
      String maybe = Words.maybe(word, known);
      page.error(
          code,
          spot,
          catalogued
              ? "The catalogue has no %s \"%s\".".formatted(kind, word)
              : "There is no %s \"%s\".".formatted(kind, word),
          maybe == null && catalogued ? "Maybe add it to catalogue.yaml." : maybe);
    }
  }
}
