package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.Outcome;
import org.rapport.model.DecisionInputs;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.check.Operand;

/** Whom a difference between rules is said not to touch, both rulebases decide about alike. */
class RuleDifferenceTest {
  private static final CheckedRulebase SHIPPED = ShippedRulebases.checked("subscription");
  private static final Rulebase LIVE = Learning.load(SHIPPED);

  private static Rulebase with(String name, List<CheckedRule> rules) {
    return Learning.load(
        new CheckedRulebase(
            SHIPPED.name(), "sha256:" + name, SHIPPED.catalogue(), rules, SHIPPED.tests()));
  }

  /** One or two rules less, and in one of the others another number. */
  private static Rulebase changed(Random random, int number) {
    List<CheckedRule> rules = new ArrayList<>(SHIPPED.rules());
    for (int less = 1 + random.nextInt(2); less > 0; less--) {
      int place = random.nextInt(rules.size());
      if (!rules.get(place).verb().global().matches("scale|band")) {
        rules.remove(place);
      }
    }
    int place = random.nextInt(rules.size());
    CheckedRule rule = rules.get(place);
    if (!rule.verb().global().matches("scale|band")) {
      rules.set(
          place,
          new CheckedRule(
              rule.stage(),
              rule.card(),
              rule.conditions().stream().map(RuleDifferenceTest::otherNumbers).toList(),
              rule.verb()));
    }
    return with("changed-" + number, rules);
  }

  private static Condition otherNumbers(Condition condition) {
    return new Condition(
        condition.negated(),
        condition.variable(),
        condition.fact(),
        condition.tests().stream().map(RuleDifferenceTest::otherNumber).toList(),
        condition.line(),
        condition.column());
  }

  private static FieldTest otherNumber(FieldTest test) {
    return test.compared()
        .filter(comparison -> comparison.operand() instanceof Operand.NumberLiteral)
        .map(
            comparison ->
                new FieldTest(
                    test.variable(),
                    test.field(),
                    new FieldTest.Comparison(
                        comparison.operator(), new Operand.NumberLiteral(2_000_000, "2")),
                    test.line(),
                    test.column()))
        .orElse(test);
  }

  private static List<Object> said(Outcome outcome) {
    var analysis = ((Outcome.Decided) outcome).analysis();
    return List.of(
        analysis.phase().phase(),
        analysis.score().rawMillionths(),
        analysis.score().value(),
        String.valueOf(analysis.score().band()),
        analysis.segments().stream().map(Conclusion.InSegment::segment).toList(),
        analysis.actions().stream().map(Conclusion.Chosen::action).toList());
  }

  private static void look(int drafts, int customers) {
    int untouched = 0;
    int touched = 0;
    for (int number = 0; number < drafts; number++) {
      Rulebase draft = changed(new Random(number), number);
      RuleDifference difference = RuleDifference.between(LIVE, draft);
      for (int customer = 0; customer < customers; customer++) {
        DecisionInputs inputs = RandomDecisions.inputs(LIVE, 1_000L * number + customer);
        if (difference.cannotMatter(inputs.history(), inputs.asOf())) {
          untouched++;
          assertThat(said(draft.decide(inputs, Deadline.NONE)))
              .as("draft %d, customer %d", number, customer)
              .isEqualTo(said(LIVE.decide(inputs, Deadline.NONE)));
        } else {
          touched++;
        }
      }
    }
    assertThat(untouched).as("it says so of some").isGreaterThan(drafts * customers / 20);
    assertThat(touched).isGreaterThan(drafts * customers / 20);
  }

  @Test
  void whoIsUntouchedIsDecidedAboutAlike() {
    look(5, 200);
  }

  @Tag("evidence")
  @Test
  void whoIsUntouchedIsDecidedAboutAlikeByManyDrafts() {
    look(60, 500);
  }

  @Test
  void theSameRulesTouchNobodyAndAnotherCatalogueEverybody() {
    DecisionInputs inputs = RandomDecisions.inputs(LIVE, 1);
    assertThat(
            RuleDifference.between(LIVE, with("again", SHIPPED.rules()))
                .cannotMatter(inputs.history(), inputs.asOf()))
        .isTrue();
    assertThat(
            RuleDifference.between(LIVE, Learning.loaded())
                .cannotMatter(inputs.history(), inputs.asOf()))
        .isFalse();
  }
}
