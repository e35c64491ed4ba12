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
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Matches;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.PhaseAnalysis;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.json.AnswerJson;
import org.rapport.json.RecordBody;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Explain;
import org.rapport.model.RulebaseRef;
import org.rapport.rules.check.CheckedRule;

/** Random customers against a recomputation by hand, and against every order of facts and rules. */
class ExactnessTest {
  private static final Rulebase RULEBASE = Learning.loaded();
  private static final List<String> IDS = RULEBASE.cards().stream().map(card -> card.id()).toList();

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
  void bytes_dependNeitherOnTheOrderOfFactsOrRulesNorOnTheRun(@ForAll long seed) {
    checkBytes(seed);
  }

  @Property(tries = 10_000)
  @Tag("evidence")
  void bytes_dependNeitherOnTheOrderOfFactsOrRulesNorOnTheRun_evidence(@ForAll long seed) {
    checkBytes(seed);
  }

  private static void checkBytes(long seed) {
    DecisionInputs inputs = new RandomCustomer(seed).inputs();
    Outcome outcome = RULEBASE.decide(inputs, Deadline.NONE);
    byte[] answer = answer(outcome);

    assertThat(answer(RULEBASE.decide(inputs, Deadline.NONE))).isEqualTo(answer);
    assertThat(answer(RULEBASE.decide(inputs, Deadline.NONE, shuffling(seed)))).isEqualTo(answer);
    assertThat(body(inputs, RULEBASE.decide(inputs, Deadline.NONE, shuffling(seed + 1))))
        .isEqualTo(body(inputs, outcome));
    // The answer names rules in their files' order, so rules are put back into it before comparing.
    assertThat(body(inputs, inFileOrder(Shuffled.RULEBASE.decide(inputs, Deadline.NONE))))
        .isEqualTo(body(inputs, outcome));
  }

  private static FactOrder shuffling(long seed) {
    return facts -> {
      var copy = new ArrayList<>(facts);
      Collections.shuffle(copy, new Random(seed));
      return copy;
    };
  }

  private static byte[] answer(Outcome outcome) {
    return AnswerJson.evaluation(
        "customer-1",
        Histories.AS_OF,
        Histories.AS_OF,
        new RulebaseRef("learning", "1", "build"),
        outcome,
        Explain.FULL);
  }

  private static byte[] body(DecisionInputs inputs, Outcome outcome) {
    return new RecordBody(Explain.FULL, inputs, outcome).bytes();
  }

  /** The same with rules named in the order of the rulebase that was not shuffled. */
  private static Outcome inFileOrder(Outcome outcome) {
    DecisionAnalysis was = analysis(outcome);
    return new Outcome.Decided(
        new DecisionAnalysis(
            new PhaseAnalysis(
                was.phase().phase(), was.phase().daysInPhase(), sorted(was.phase().rules())),
            was.evidence(),
            was.score(),
            was.rules().stream().sorted(Comparator.comparing(ExactnessTest::place)).toList(),
            was.segments().stream().map(ExactnessTest::inFileOrder).toList(),
            was.actions(),
            was.notChosen()));
  }

  private static Conclusion.InSegment inFileOrder(Conclusion.InSegment was) {
    List<String> rules = sorted(was.rules());
    List<String> reasons =
        rules.stream().map(rule -> was.reasons().get(was.rules().indexOf(rule))).toList();
    return new Conclusion.InSegment(was.segment(), rules, reasons);
  }

  private static List<String> sorted(List<String> rules) {
    return rules.stream().sorted(Comparator.comparing(IDS::indexOf)).toList();
  }

  private static int place(RuleAnalysis rule) {
    return IDS.indexOf(rule.card().id());
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
