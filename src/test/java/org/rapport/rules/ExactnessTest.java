package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Matches;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.model.DecisionInputs;
import org.rapport.rules.check.CheckedRule;

/** Random customers against a recomputation by hand, and against every order of facts and rules. */
class ExactnessTest {
  private static final Rulebase RULEBASE = Learning.loaded();

  private static final class Shuffled {
    static final Rulebase RULEBASE = Learning.load(Learning.rulebase(shuffled()));

    private static List<CheckedRule> shuffled() {
      List<CheckedRule> rules = new ArrayList<>(Learning.rules());
      Collections.shuffle(rules, new Random(7));
      rules.sort(Comparator.comparing(CheckedRule::stage));
      return rules;
    }
  }

  @Property(tries = 1_000)
  void contributions_sumToTheRawPointsRecomputedByHand(@ForAll long seed) {
    check(seed);
  }

  @Property(tries = 10_000)
  @Tag("evidence")
  void contributions_sumToTheRawPointsRecomputedByHand_evidence(@ForAll long seed) {
    check(seed);
  }

  private static void check(long seed) {
    RandomCustomer customer = new RandomCustomer(seed);

    DecisionAnalysis analysis = analysis(RULEBASE.decide(customer.inputs(), Deadline.NONE));

    assertThat(sumOfMatches(analysis)).isEqualTo(customer.rawMillionths());
    assertThat(analysis.score().rawMillionths()).isEqualTo(customer.rawMillionths());
    assertThat(analysis.score().value()).isEqualTo(customer.score());
  }

  @Property(tries = 200)
  void orderOfFacts_doesNotMatter(@ForAll long seed) {
    DecisionInputs inputs = new RandomCustomer(seed).inputs();

    Outcome shuffled =
        RULEBASE.decide(
            inputs,
            Deadline.NONE,
            facts -> {
              var copy = new ArrayList<>(facts);
              Collections.shuffle(copy, new Random(seed));
              return copy;
            });

    assertThat(shuffled).isEqualTo(RULEBASE.decide(inputs, Deadline.NONE));
  }

  @Property(tries = 200)
  void orderOfRules_doesNotMatter(@ForAll long seed) {
    DecisionInputs inputs = new RandomCustomer(seed).inputs();

    DecisionAnalysis one = analysis(RULEBASE.decide(inputs, Deadline.NONE));
    DecisionAnalysis other = analysis(Shuffled.RULEBASE.decide(inputs, Deadline.NONE));

    assertThat(byId(other)).isEqualTo(byId(one));
    assertThat(other.score()).isEqualTo(one.score());
    assertThat(other.phase()).isEqualTo(one.phase());
    assertThat(other.segments())
        .extracting(segment -> segment.segment())
        .isEqualTo(one.segments().stream().map(segment -> segment.segment()).toList());
    assertThat(other.actions()).isEqualTo(one.actions());
    assertThat(other.notChosen()).isEqualTo(one.notChosen());
  }

  private static List<RuleAnalysis> byId(DecisionAnalysis analysis) {
    return analysis.rules().stream()
        .sorted(Comparator.comparing(rule -> rule.card().id()))
        .toList();
  }

  private static DecisionAnalysis analysis(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Decided.class);
    return ((Outcome.Decided) outcome).analysis();
  }

  private static long sumOfMatches(DecisionAnalysis analysis) {
    return analysis.rules().stream()
        .flatMap(rule -> ((Matches.Listed) rule.matches()).matches().stream())
        .mapToLong(match -> match.points())
        .sum();
  }
}
