package org.rapport.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.check.Operand;
import org.rapport.rules.check.VerbCall;

/** Writes a checked rule as its author could have written it, for people to read. */
final class RuleText {
  private RuleText() {}

  /** The rule's text, lines separated by a line feed. */
  static String of(CheckedRule rule) {
    String conditions =
        rule.conditions().stream()
            .map(condition -> "    " + condition(condition) + "\n")
            .collect(Collectors.joining());
    return "rule %s%nwhen%n%sthen%n    %s;%nend"
        .formatted(quoted(rule.card().title()), conditions, verb(rule.verb()))
        .replace("\r\n", "\n");
  }

  private static String condition(Condition condition) {
    String tests = condition.tests().stream().map(RuleText::test).collect(Collectors.joining(", "));
    String variable = condition.variable() == null ? "" : condition.variable() + " : ";
    return "%s%s%s( %s )"
        .formatted(condition.negated() ? "not " : "", variable, condition.fact(), tests);
  }

  private static String test(FieldTest test) {
    return Optional.ofNullable(test.variable()).map(variable -> variable + " : ").orElse("")
        + test.field()
        + test.compared()
            .map(compared -> " " + compared.operator().symbol() + " " + operand(compared.operand()))
            .orElse("");
  }

  private static String verb(VerbCall verb) {
    return verb.global()
        + verb.calls().stream()
            .map(call -> ".%s( %s )".formatted(call.name(), arguments(call.arguments())))
            .collect(Collectors.joining());
  }

  private static String arguments(List<Operand> arguments) {
    return arguments.stream().map(RuleText::operand).collect(Collectors.joining(", "));
  }

  private static String operand(Operand operand) {
    if (operand instanceof Operand.NumberLiteral number) {
      return number.text();
    }
    if (operand instanceof Operand.TextLiteral text) {
      return quoted(text.text());
    }
    if (operand instanceof Operand.FlagLiteral flag) {
      return String.valueOf(flag.flag());
    }
    return operand instanceof Operand.PhaseLiteral phase
        ? "Phase." + phase.phase().name()
        : ((Operand.Variable) operand).name();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
