package org.rapport.rules;

import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;
import org.rapport.model.Value;
import org.rapport.rules.check.Operand;
import org.rapport.rules.check.Operator;

/** Compares values as compiled rules do, and writes them as rules do. */
final class Comparisons {
  private Comparisons() {}

  /** Whether the comparison holds; values of different kinds are never equal nor in any order. */
  static boolean holds(Value seen, Operator operator, Value needed) {
    if (seen instanceof Value.Numeric one && needed instanceof Value.Numeric other) {
      int order = Long.compare(one.millionths(), other.millionths());
      return switch (operator) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case MORE -> order > 0;
        case AT_LEAST -> order >= 0;
      };
    }
    return switch (operator) {
      case EQUAL -> seen.equals(needed);
      case NOT_EQUAL -> !seen.equals(needed);
      default -> false;
    };
  }

  /** What a literal stands for; null for a variable. */
  static @Nullable Value value(Operand operand) {
    if (operand instanceof Operand.NumberLiteral number) {
      return new Value.Numeric(number.millionths());
    }
    if (operand instanceof Operand.TextLiteral text) {
      return new Value.Text(text.text());
    }
    if (operand instanceof Operand.FlagLiteral flag) {
      return new Value.Flag(flag.flag());
    }
    return operand instanceof Operand.PhaseLiteral phase
        ? new Value.Text(phase.phase().name())
        : null;
  }

  /** The value as it stands in a rule. */
  static String text(Value value) {
    if (value instanceof Value.Numeric number) {
      return Millionths.text(number.millionths());
    }
    if (value instanceof Value.Text text) {
      return '"' + text.text() + '"';
    }
    return value instanceof Value.Flag flag ? String.valueOf(flag.flag()) : "unknown";
  }
}
