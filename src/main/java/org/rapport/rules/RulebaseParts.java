package org.rapport.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rapport.model.Millionths;
import org.rapport.rules.check.Catalogue;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.Operand;
import org.rapport.rules.check.Stage;
import org.rapport.rules.check.VerbCall;
import org.rapport.rules.verb.Fades;

/** What all decisions of one rulebase share; nothing of it ever changes. */
record RulebaseParts(
    Catalogue catalogue,
    LoadedRules loaded,
    List<RuleReader> readers,
    FactNeeds needs,
    Set<Turn> turns,
    Fades fades) {

  /** All of it; {@code loaded} has the rules of these stages only, and facts for them are made. */
  static RulebaseParts of(CheckedRulebase checked, LoadedRules loaded, Set<Stage> stages) {
    List<RuleShape> shapes = RuleShape.of(checked);
    List<RuleShape> asked =
        shapes.stream().filter(shape -> stages.contains(shape.rule().stage())).toList();
    Set<Turn> turns = EnumSet.noneOf(Turn.class);
    asked.forEach(shape -> turns.add(shape.turn()));
    return new RulebaseParts(
        checked.catalogue(),
        loaded,
        shapes.stream().map(RuleReader::new).toList(),
        FactNeeds.of(asked),
        turns,
        new Fades(halfLives(checked)));
  }

  private static Set<Integer> halfLives(CheckedRulebase checked) {
    Set<Integer> days = new TreeSet<>();
    for (CheckedRule rule : checked.rules()) {
      for (VerbCall.Call call : rule.verb().calls()) {
        if (call.name().equals("halvingEveryDays")
            && call.arguments().get(0) instanceof Operand.NumberLiteral number) {
          days.add(Math.toIntExact(number.millionths() / Millionths.ONE));
        }
      }
    }
    return days;
  }

  /** The reader of the rule of this number. */
  RuleReader reader(int rule) {
    return readers.get(rule);
  }

  /** The id of the rule of this number. */
  String id(int rule) {
    return readers.get(rule).shape().rule().card().id();
  }
}
