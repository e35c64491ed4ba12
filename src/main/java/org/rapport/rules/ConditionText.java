package org.rapport.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;
import org.rapport.rules.FactField.Kind;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.check.FieldTest.Comparison;
import org.rapport.rules.check.Operand;
import org.rapport.rules.check.Operator;
import org.rapport.rules.fact.Fact;

/** Writes conditions as canonical DRL. */
final class ConditionText {
  private static final String TO_MILLIONTHS = Millionths.ONE + "L * ";

  private final Turn turn;
  private final Map<String, Kind> values;

  ConditionText(RuleShape shape) {
    this.turn = shape.turn();
    this.values = shape.values();
  }

  /** The condition, bound to the variable, or negated when there is none. */
  String of(Condition condition, @Nullable String variable) {
    Class<? extends Fact> fact = FactField.classOf(turn, condition.fact());
    List<String> tests = new ArrayList<>();
    for (FieldTest test : condition.tests()) {
      FactField field = FactField.of(fact, test.field());
      field.guards().stream()
          .map(guard -> guard + " == true")
          .filter(guard -> !tests.contains(guard))
          .forEach(tests::add);
      tests.add(test(test, field));
    }
    String pattern = fact.getSimpleName() + "( " + String.join(", ", tests) + " )";
    return variable == null ? "not " + pattern : variable + " : " + pattern;
  }

  private String test(FieldTest test, FactField field) {
    String binding = test.variable() == null ? "" : test.variable() + " : ";
    return binding
        + test.compared().map(comparison -> comparison(field, comparison)).orElse(field.accessor());
  }

  private String comparison(FactField field, Comparison comparison) {
    Operand operand = comparison.operand();
    if (operand instanceof Operand.NumberLiteral number && field.kind() == Kind.WHOLE) {
      return wholeComparison(field.accessor(), comparison.operator(), number.millionths());
    }
    if (operand instanceof Operand.Variable variable) {
      return join(field, comparison.operator(), variable);
    }
    return field.accessor() + " " + comparison.operator().symbol() + " " + Literals.of(operand);
  }

  /**
   * Whole-number fields are compared with whole numbers of their own size: a fraction is replaced
   * by the whole number below it, and a comparison no field can pass or fail by one that says so.
   */
  private static String wholeComparison(String accessor, Operator operator, long millionths) {
    long floor = Math.floorDiv(millionths, Millionths.ONE);
    boolean whole = floor * Millionths.ONE == millionths;
    if (Math.abs(floor) >= Integer.MAX_VALUE) {
      return switch (operator) {
        case LESS, AT_MOST -> constant(accessor, floor > 0);
        case MORE, AT_LEAST -> constant(accessor, floor < 0);
        case EQUAL, NOT_EQUAL -> constant(accessor, operator == Operator.NOT_EQUAL);
      };
    }
    if (whole) {
      return accessor + " " + operator.symbol() + " " + floor;
    }
    return switch (operator) {
      case LESS, AT_MOST -> accessor + " <= " + floor;
      case MORE, AT_LEAST -> accessor + " > " + floor;
      case EQUAL, NOT_EQUAL -> constant(accessor, operator == Operator.NOT_EQUAL);
    };
  }

  private static String constant(String accessor, boolean holds) {
    return accessor + (holds ? " <= " : " > ") + Integer.MAX_VALUE;
  }

  /** A whole number meets a decimal as millionths. */
  private String join(FactField field, Operator operator, Operand.Variable variable) {
    Kind bound = values.get(variable.name());
    boolean fieldIsWhole = field.kind() == Kind.WHOLE && bound == Kind.DECIMAL;
    boolean variableIsWhole = field.kind() == Kind.DECIMAL && bound == Kind.WHOLE;
    return "%s%s %s %s%s"
        .formatted(
            fieldIsWhole ? TO_MILLIONTHS : "",
            field.accessor(),
            operator.symbol(),
            variableIsWhole ? TO_MILLIONTHS : "",
            variable.name());
  }
}
