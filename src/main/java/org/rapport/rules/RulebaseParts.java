package org.rapport.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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

  /** What these turns share; {@code load} is asked for the rules of their stages, no others. */
  static RulebaseParts of(
      CheckedRulebase checked, Function<Set<Stage>, LoadedRules> load, Set<Turn> turns) {
    List<RuleShape> shapes = RuleShape.of(checked);
    List<RuleShape> asked = shapes.stream().filter(shape -> turns.contains(shape.turn())).toList();
    Set<Turn> taken = EnumSet.noneOf(Turn.class);
    Set<Stage> stages = EnumSet.noneOf(Stage.class);
    asked.forEach(
        shape -> {
          taken.add(shape.turn());
          stages.add(shape.rule().stage());
        });
    return new RulebaseParts(
        checked.catalogue(),
        load.apply(stages),
        shapes.stream().map(RuleReader::new).toList(),
        FactNeeds.of(asked),
        taken,
        new Fades(halfLives(checked)));
  }

  /**
   * The turns that a score alone needs: an engine of these takes a fraction of the time. The phase
   * is among them only where points or scale ask about the customer.
   */
  static Set<Turn> scoringTurns(CheckedRulebase checked) {
    Set<Turn> turns = EnumSet.of(Turn.WEIGHTS, Turn.SCALE);
    boolean asksForPhase =
        RuleShape.of(checked).stream()
            .filter(shape -> turns.contains(shape.turn()))
            .flatMap(shape -> shape.rule().conditions().stream())
            .anyMatch(condition -> condition.fact().equals("Customer"));
    if (asksForPhase) {
      turns.add(Turn.LIFECYCLE);
    }
    return turns;
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
