package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.rules.RuleTree.bind;
import static org.rapport.rules.RuleTree.call;
import static org.rapport.rules.RuleTree.test;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Phase;
import org.rapport.model.ScorePoint;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.check.Stage;

/** Not every fact and every stage is handed to the engine: what is left out must never matter. */
class FactsForTheEngineTest {
  private static final String QUIZ = "Quiz Passed";

  private static final class Shipped {
    static final Map<String, Rulebase> BY_NAME = RandomDecisions.shipped();
  }

  private static DecisionAnalysis decide(Rulebase rulebase, DecisionInputs inputs) {
    if (rulebase.decide(inputs, Deadline.NONE) instanceof Outcome.Decided decided) {
      return decided.analysis();
    }
    throw new AssertionError("No decision.");
  }

  private static List<String> matched(DecisionAnalysis analysis) {
    return analysis.rules().stream()
        .filter(rule -> !rule.isUnmatched())
        .map(RuleAnalysis::card)
        .map(card -> card.id())
        .filter(id -> id.startsWith("nba.nothing."))
        .toList();
  }

  @Property(tries = 100)
  void aScoreAlone_isThatOfTheDecision(@ForAll long seed) {
    for (Rulebase rulebase : Shipped.BY_NAME.values()) {
      DecisionInputs inputs = RandomDecisions.inputs(rulebase, seed);

      ScorePoint alone = rulebase.score(inputs.history(), inputs.asOf());

      DecisionAnalysis whole = decide(rulebase, inputs);
      assertThat(alone)
          .isEqualTo(new ScorePoint(whole.score().rawMillionths(), whole.score().value()));
    }
  }

  @Test
  void pointsForAPhase_countInAScoreAlone() {
    Rulebase rulebase =
        Learning.load(
            Learning.with(
                RuleTree.rule(Stage.WEIGHTS, "weight.tries", "Tries us.")
                    .when("$customer", "Customer", test("phase", "==", Phase.TRIAL))
                    .then("points", call("award", "$customer"), call("once", 7))));
    DecisionInputs trying = Histories.customer().did("Account Created", 3, 1).inputs();

    DecisionAnalysis whole = decide(rulebase, trying);

    assertThat(whole.phase().phase()).isEqualTo(Phase.TRIAL);
    assertThat(rulebase.score(trying.history(), trying.asOf()).rawMillionths())
        .isEqualTo(whole.score().rawMillionths())
        .isGreaterThanOrEqualTo(7_000_000L);
  }

  private static RuleTree rule(String id) {
    return RuleTree.rule(Stage.NEXT_BEST_ACTION, "nba.nothing." + id, "Nothing happened.");
  }

  private static FieldTest event(String name) {
    return test("event", "==", name);
  }

  private static FieldTest attribute(String name) {
    return test("name", "==", name);
  }

  /** Each holds for a customer of whom nothing is known but when they were first seen. */
  private static CheckedRule[] aboutNothing() {
    return Stream.of(
            rule("bound").when(null, "Activity", event(QUIZ), bind("$n", "last30Days")),
            rule("joined")
                .when(null, "Activity", event(QUIZ), bind("$n", "last30Days"))
                .when(null, "Activity", event("Support Contacted"), test("last30Days", "==", "$n")),
            rule("less").when(null, "Activity", event(QUIZ), test("inAll", "<", 1)),
            rule("never").when(null, "Activity", event(QUIZ), test("never", "==", true)),
            rule("not").whenNot("Activity", event("Lesson Watched"), test("inAll", ">", 0)),
            rule("not-known").whenNot("Attribute", attribute("seats"), test("number", ">", 3)),
            rule("tenure").when(null, "Activity", event(QUIZ), test("daysSinceLast", ">=", 100)),
            rule("unknown").when(null, "Attribute", attribute("plan"), test("known", "==", false)))
        .map(rule -> rule.then("action", call("suggest", "show-tour", 1)))
        .toArray(CheckedRule[]::new);
  }

  @Test
  void rulesAboutWhatNeverHappened_match() {
    CheckedRule[] rules = aboutNothing();
    Rulebase together = Learning.load(Learning.with(rules));
    DecisionInputs unseen = Histories.customer().inputs();

    assertThat(matched(decide(together, unseen)))
        .containsExactlyElementsOf(Stream.of(rules).map(rule -> rule.card().id()).toList());
    // Each alone, too: then no other rule asks for the same fact.
    for (CheckedRule rule : rules) {
      Rulebase alone = Learning.load(Learning.with(rule));
      assertThat(matched(decide(alone, unseen))).containsExactly(rule.card().id());
    }
  }
}
