package org.rapport.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.fact.Fact;

/**
 * What a rule hands over when it matches: the one agreement between the text that is compiled and
 * the code that reads its matches.
 *
 * @param number the rule's place in the rulebase, from 0
 * @param rule the rule
 * @param turn when it gets its turn
 * @param facts a variable for each fact it matches, in the order written
 * @param values the variables it binds to fields, in the order written, with what they hold
 */
record RuleShape(
    int number,
    CheckedRule rule,
    Turn turn,
    List<BoundFact> facts,
    Map<String, FactField.Kind> values) {
  RuleShape {
    facts = List.copyOf(facts);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A fact that the rule matches, and the variable bound to it. */
  record BoundFact(String variable, Condition condition) {}

  /** The shapes of a rulebase's rules, in its order. */
  static List<RuleShape> of(CheckedRulebase rulebase) {
    List<RuleShape> shapes = new ArrayList<>();
    for (CheckedRule rule : rulebase.rules()) {
      shapes.add(of(shapes.size(), rule));
    }
    return List.copyOf(shapes);
  }

  private static RuleShape of(int number, CheckedRule rule) {
    Turn turn = Turn.of(rule);
    TreeSet<String> taken = new TreeSet<>();
    for (Condition condition : rule.conditions()) {
      if (condition.variable() != null) {
        taken.add(condition.variable());
      }
      condition.tests().stream()
          .map(FieldTest::variable)
          .forEach(
              variable -> {
                if (variable != null) {
                  taken.add(variable);
                }
              });
    }
    List<BoundFact> facts = new ArrayList<>();
    Map<String, FactField.Kind> values = new LinkedHashMap<>();
    for (Condition condition : rule.conditions()) {
      if (!condition.negated()) {
        String variable = condition.variable();
        facts.add(new BoundFact(variable == null ? unused(taken) : variable, condition));
        Class<? extends Fact> fact = FactField.classOf(turn, condition.fact());
        for (FieldTest test : condition.tests()) {
          if (test.variable() != null) {
            values.put(test.variable(), FactField.of(fact, test.field()).kind());
          }
        }
      }
    }
    return new RuleShape(number, rule, turn, facts, values);
  }

  private static String unused(TreeSet<String> taken) {
    int number = 1;
    while (!taken.add("$fact" + number)) {
      number++;
    }
    return "$fact" + number;
  }
}
