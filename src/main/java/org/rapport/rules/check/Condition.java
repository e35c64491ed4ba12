package org.rapport.rules.check;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a rule: {@code $lessons : Activity( event == "Lesson Watched" )}.
 *
 * @param negated whether it says {@code not}
 * @param variable the variable bound to the whole fact, with the {@code $}, or null
 * @param fact the fact's word: {@code Activity}
 * @param tests the tests, as written
 * @param line from 1
 * @param column from 1
 */
public record Condition(
    boolean negated,
    @Nullable String variable,
    String fact,
    List<FieldTest> tests,
    int line,
    int column) {
  public Condition {
    tests = List.copyOf(tests);
  }

  /** The text that a test says a field equals; empty when none does. */
  public Optional<String> textOf(String field) {
    return tests.stream()
        .filter(test -> test.field().equals(field))
        .flatMap(test -> test.compared().stream())
        .filter(comparison -> comparison.operator() == Operator.EQUAL)
        .map(FieldTest.Comparison::operand)
        .filter(Operand.TextLiteral.class::isInstance)
        .map(text -> ((Operand.TextLiteral) text).text())
        .findFirst();
  }
}
