package org.rapport.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.RuleCard;
import org.rapport.model.Millionths;
import org.rapport.model.Phase;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.check.Operand;
import org.rapport.rules.check.Operator;
import org.rapport.rules.check.Stage;
import org.rapport.rules.check.VerbCall;

/** Checked rules built by hand, so that the engine's tests need no checker. */
final class RuleTree {
  private final Stage stage;
  private final String id;
  private final String reason;
  private final List<Condition> conditions = new ArrayList<>();

  private RuleTree(Stage stage, String id, String reason) {
    this.stage = stage;
    this.id = id;
    this.reason = reason;
  }

  static RuleTree rule(Stage stage, String id, String reason) {
    return new RuleTree(stage, id, reason);
  }

  RuleTree when(@Nullable String variable, String fact, FieldTest... tests) {
    conditions.add(new Condition(false, variable, fact, List.of(tests), 1, 1));
    return this;
  }

  RuleTree whenNot(String fact, FieldTest... tests) {
    conditions.add(new Condition(true, null, fact, List.of(tests), 1, 1));
    return this;
  }

  CheckedRule then(String global, VerbCall.Call... calls) {
    return new CheckedRule(
        stage,
        new RuleCard(id, "Title of " + id, reason, null, stage.fileName(), 1),
        conditions,
        new VerbCall(global, List.of(calls)));
  }

  static VerbCall.Call call(String name, Object... arguments) {
    return new VerbCall.Call(name, Arrays.stream(arguments).map(RuleTree::operand).toList(), 1, 1);
  }

  static FieldTest test(String field, String operator, Object operand) {
    return bind(null, field, operator, operand);
  }

  static FieldTest bind(String variable, String field) {
    return new FieldTest(variable, field, null, 1, 1);
  }

  static FieldTest bind(@Nullable String variable, String field, String operator, Object operand) {
    Operator symbol =
        Arrays.stream(Operator.values())
            .filter(each -> each.symbol().equals(operator))
            .findFirst()
            .orElseThrow();
    return new FieldTest(variable, field, new FieldTest.Comparison(symbol, operand(operand)), 1, 1);
  }

  private static Operand operand(Object value) {
    if (value instanceof Operand operand) {
      return operand;
    }
    if (value instanceof String text) {
      return text.startsWith("$") ? new Operand.Variable(text) : new Operand.TextLiteral(text);
    }
    if (value instanceof Boolean flag) {
      return new Operand.FlagLiteral(flag);
    }
    if (value instanceof Phase phase) {
      return new Operand.PhaseLiteral(phase);
    }
    BigDecimal number = new BigDecimal(value.toString());
    return new Operand.NumberLiteral(Millionths.of(number), number.toPlainString());
  }
}
