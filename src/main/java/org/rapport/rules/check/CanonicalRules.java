package org.rapport.rules.check;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rapport.rules.check.RuleFileSyntax.Call;
import org.rapport.rules.check.RuleFileSyntax.Consequence;
import org.rapport.rules.check.RuleFileSyntax.Global;
import org.rapport.rules.check.RuleFileSyntax.Pattern;
import org.rapport.rules.check.RuleFileSyntax.Rule;
import org.rapport.rules.check.RuleFileSyntax.Test;
import org.rapport.rules.check.RuleFileSyntax.Value;
import org.rapport.rules.check.RuleFileSyntax.Word;

/**
 * Prints a rule file in the one canonical form: same words, same order of rules, one spacing, no
 * comments, imports sorted. Two files that differ in form only have the same canonical text.
 */
final class CanonicalRules {
  /** The order of annotations, whatever order they were written in. */
  static final List<String> ANNOTATIONS = List.of("id", "reason", "owner", "since");

  private CanonicalRules() {}

  /** The canonical text of a file in which no error was found; ends with a line break. */
  static String text(RuleFileSyntax file) {
    StringBuilder text = new StringBuilder();
    Word packageName = file.packageName();
    text.append("package ").append(packageName == null ? "" : packageName.text()).append("\n\n");
    for (String name :
        new TreeSet<>(file.imports().stream().map(Word::text).collect(Collectors.toSet()))) {
      text.append("import ").append(name).append('\n');
    }
    for (Global global : file.globals()) {
      text.append("global ").append(global.type().text()).append(' ');
      text.append(global.name().text()).append('\n');
    }
    file.rules().forEach(rule -> text.append('\n').append(text(rule)));
    return text.toString();
  }

  /** One rule; ends with a line break. */
  static String text(Rule rule) {
    StringBuilder text = new StringBuilder("rule ");
    text.append(quoted(rule.title().text())).append('\n');
    Map<String, String> values =
        rule.annotations().stream()
            .collect(Collectors.toMap(a -> a.name().text(), a -> a.value().text()));
    for (String name : ANNOTATIONS) {
      String value = values.get(name);
      if (value != null) {
        text.append("    @").append(name).append("( ").append(quoted(value)).append(" )\n");
      }
    }
    text.append("when\n");
    rule.patterns().forEach(pattern -> text.append("    ").append(text(pattern)).append('\n'));
    Consequence consequence = rule.consequence();
    text.append("then\n    ")
        .append(consequence == null ? "" : text(consequence))
        .append("\nend\n");
    return text.toString();
  }

  /** One condition on one line. */
  static String text(Pattern pattern) {
    String tests = pattern.tests().stream().map(CanonicalRules::text).collect(joined());
    return (pattern.negated() ? "not " : "")
        + (pattern.variable() == null ? "" : pattern.variable().text() + " : ")
        + pattern.fact().text()
        + (tests.isEmpty() ? "()" : "( " + tests + " )");
  }

  /** One test. */
  static String text(Test test) {
    return (test.variable() == null ? "" : test.variable().text() + " : ")
        + test.field().text()
        + (test.operator() == null || test.operand() == null
            ? ""
            : " " + test.operator().symbol() + " " + text(test.operand().operand()));
  }

  /** The consequence's one statement. */
  static String text(Consequence consequence) {
    StringBuilder text = new StringBuilder(consequence.global().text());
    for (Call call : consequence.calls()) {
      String arguments =
          call.arguments().stream().map(Value::operand).map(CanonicalRules::text).collect(joined());
      text.append('.').append(call.name().text());
      text.append(arguments.isEmpty() ? "()" : "( " + arguments + " )");
    }
    return text.append(';').toString();
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }

  /** An operand as it stands in rule text. */
  static String text(Operand operand) {
    if (operand instanceof Operand.NumberLiteral number) {
      return number.text();
    }
    if (operand instanceof Operand.TextLiteral literal) {
      return quoted(literal.text());
    }
    if (operand instanceof Operand.FlagLiteral flag) {
      return String.valueOf(flag.flag());
    }
    if (operand instanceof Operand.PhaseLiteral phase) {
      return "Phase." + phase.phase().name();
    }
    return ((Operand.Variable) operand).name();
  }

  /** A text as it stands in rule text. */
  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
