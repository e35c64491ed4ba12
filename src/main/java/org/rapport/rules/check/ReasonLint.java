package org.rapport.rules.check;

import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number in a reason that stands nowhere in the rule is one that was forgotten to change. */
final class ReasonLint {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\$[^}]*\\}");

  private final CheckedRule rule;
  private final Lint.Warnings warnings;

  ReasonLint(CheckedRule rule, Lint.Warnings warnings) {
    this.rule = rule;
    this.warnings = warnings;
  }

  void check() {
    Set<BigDecimal> known = new TreeSet<>();
    for (Condition condition : rule.conditions()) {
      for (FieldTest test : condition.tests()) {
        add(test.field(), known);
        test.compared().ifPresent(comparison -> add(comparison.operand(), known));
      }
    }
    for (VerbCall.Call call : rule.verb().calls()) {
      call.arguments().forEach(argument -> add(argument, known));
    }
    String reason = PLACEHOLDER.matcher(rule.card().reason()).replaceAll("");
    Matcher number = NUMBER.matcher(reason);
    while (number.find()) {
      if (!known.contains(new BigDecimal(number.group()))) {
        warnings.warn(
            rule,
            Code.NUMBER_NOT_IN_RULE,
            "The reason of \"%s\" says %s, a number that the rule does not have."
                .formatted(rule.card().title(), number.group()),
            known.isEmpty()
                ? "Maybe leave it out."
                : "Maybe one of %s is meant."
                    .formatted(Words.list(known.stream().map(BigDecimal::toPlainString).toList())));
      }
    }
  }

  private static void add(Operand operand, Set<BigDecimal> known) {
    if (operand instanceof Operand.NumberLiteral number) {
      add(number.text(), known);
    } else if (operand instanceof Operand.TextLiteral text) {
      add(text.text(), known);
    }
  }

  private static void add(String text, Set<BigDecimal> known) {
    NUMBER.matcher(text).results().map(MatchResult::group).map(BigDecimal::new).forEach(known::add);
  }
}
