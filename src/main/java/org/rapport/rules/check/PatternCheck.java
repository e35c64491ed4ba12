package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.check.FactWord.FieldWord;
import org.rapport.rules.check.RuleFileSyntax.Pattern;
import org.rapport.rules.check.RuleFileSyntax.Test;
import org.rapport.rules.check.RuleFileSyntax.Word;

/** Checks one rule's conditions against the table of facts and the rulebase's names. */
final class PatternCheck {
  private final Turn turn;
  private final Names names;
  private final Variables variables;
  private final Findings.Page page;

  PatternCheck(Turn turn, Names names, Variables variables, Findings.Page page) {
    this.turn = turn;
    this.names = names;
    this.variables = variables;
    this.page = page;
  }

  /** The condition as a value; findings tell what is wrong with it. */
  Condition condition(Pattern pattern) {
    FactWord fact = FactWords.all().get(pattern.fact().text());
    if (fact == null || !fact.turns().contains(turn)) {
      unknownFact(pattern, fact);
    } else {
      known(pattern, fact);
    }
    List<FieldTest> tests = new ArrayList<>();
    for (Test test : pattern.tests()) {
      tests.add(
          new FieldTest(
              text(test.variable()),
              test.field().text(),
              test.operator() == null || test.operand() == null
                  ? null
                  : new FieldTest.Comparison(test.operator(), test.operand().operand()),
              test.spot().line(),
              test.spot().column()));
    }
    return new Condition(
        pattern.negated(),
        text(pattern.variable()),
        pattern.fact().text(),
        tests,
        pattern.spot().line(),
        pattern.spot().column());
  }

  private static @Nullable String text(@Nullable Word word) {
    return word == null ? null : word.text();
  }

  private void unknownFact(Pattern pattern, @Nullable FactWord fact) {
    String name = pattern.fact().text();
    if (fact == null) {
      page.error(
          Code.UNKNOWN_FACT,
          pattern.fact().spot(),
          "There is no fact %s.".formatted(name),
          Words.maybe(name, FactWords.namesAt(turn)));
    } else {
      page.error(
          Code.FACT_NOT_HERE,
          pattern.fact().spot(),
          "%s is not known %s.".formatted(name, turn.where()),
          "Maybe one of: %s.".formatted(Words.list(FactWords.namesAt(turn))));
    }
    // Its variables are bound all the same, or every use of them would be told too.
    if (pattern.variable() != null) {
      variables.bind(
          pattern.variable(),
          fact == null ? new Variables.UnknownValue() : new Variables.WholeFact(fact, null));
    }
    for (Test test : pattern.tests()) {
      if (test.variable() != null) {
        variables.bind(test.variable(), new Variables.UnknownValue());
      }
    }
  }

  private void known(Pattern pattern, FactWord fact) {
    String name = name(pattern, fact);
    if (pattern.variable() != null) {
      if (pattern.negated()) {
        bindingInNot(pattern.variable());
      }
      variables.bind(pattern.variable(), new Variables.WholeFact(fact, name));
    }
    TestCheck check = new TestCheck(fact, name, pinned(pattern, "segment"), names, variables, page);
    for (int i = 0; i < pattern.tests().size(); i++) {
      Test test = pattern.tests().get(i);
      FieldWord field = field(fact, test);
      if (field != null) {
        boolean naming = test.field().text().equals(fact.nameField());
        if (naming && i > 0) {
          page.error(
              Code.MISSING_NAME,
              test.spot(),
              "%s is tested once, first and by ==.".formatted(test.field().text()),
              "Maybe delete this test.");
        } else {
          check.check(field, test);
        }
      }
      bind(pattern, field, test);
    }
  }

  private void bind(Pattern pattern, @Nullable FieldWord field, Test test) {
    if (test.variable() != null) {
      if (pattern.negated()) {
        bindingInNot(test.variable());
      }
      variables.bind(
          test.variable(),
          field == null ? new Variables.UnknownValue() : new Variables.FieldValue(field.type()));
    } else if (test.operator() == null) {
      page.error(
          Code.SYNTAX,
          test.spot(),
          "The test \"%s\" compares with nothing and binds nothing.".formatted(test.field().text()),
          "Maybe add an operator and a value: %s == true.".formatted(test.field().text()));
    }
  }

  private void bindingInNot(Word variable) {
    page.error(
        Code.BINDING_IN_NOT,
        variable.spot(),
        "Nothing is bound within \"not\": there is no fact that %s could stand for."
            .formatted(variable.text()),
        "Maybe delete \"%s :\".".formatted(variable.text()));
  }

  private @Nullable FieldWord field(FactWord fact, Test test) {
    String name = test.field().text();
    FieldWord field = fact.fields().get(name);
    if (field == null && isAttributeAsField(fact, test)) {
      return null; // Told as a condition that does not name its attribute.
    }
    if (field == null) {
      page.error(
          Code.UNKNOWN_FIELD,
          test.field().spot(),
          "%s has no field \"%s\".".formatted(fact.name(), name),
          Words.maybe(name, fact.fields().keySet()));
    } else if (!field.turns().contains(turn)) {
      page.error(
          Code.FIELD_NOT_HERE,
          test.field().spot(),
          "%s of %s is not known %s.".formatted(name, fact.name(), turn.where()),
          "Maybe the rule belongs into a later stage.");
      return null;
    }
    return field;
  }

  /** Whether the attribute's own name stands where {@code name ==} should. */
  private boolean isAttributeAsField(FactWord fact, Test test) {
    Set<String> attributes = names.attributes();
    return fact.name().equals("Attribute")
        && attributes != null
        && attributes.contains(test.field().text());
  }

  /** The event type or attribute that the condition is about, or null; told when missing. */
  private @Nullable String name(Pattern pattern, FactWord fact) {
    if (fact.nameField() == null) {
      return null;
    }
    Test first = pattern.tests().isEmpty() ? null : pattern.tests().get(0);
    if (first != null
        && first.field().text().equals(fact.nameField())
        && first.operator() == Operator.EQUAL
        && first.operand() != null
        && first.operand().operand() instanceof Operand.TextLiteral literal) {
      return literal.text();
    }
    page.error(
        Code.MISSING_NAME,
        pattern.fact().spot(),
        "%s is about one %s, which its first test names."
            .formatted(fact.name(), fact.nameField().equals("event") ? "event type" : "attribute"),
        first != null && isAttributeAsField(fact, first)
            ? "Maybe write: name == \"%s\", and then number, text or flag with the value."
                .formatted(first.field().text())
            : "Maybe begin with: %s == \"...\".".formatted(fact.nameField()));
    return null;
  }

  /** The text that a field is tested to be equal to, or null. */
  static @Nullable String pinned(Pattern pattern, String field) {
    for (Test test : pattern.tests()) {
      if (test.field().text().equals(field)
          && test.operator() == Operator.EQUAL
          && test.operand() != null
          && test.operand().operand() instanceof Operand.TextLiteral literal) {
        return literal.text();
      }
    }
    return null;
  }
}
