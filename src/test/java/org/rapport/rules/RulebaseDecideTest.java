package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Outcome;
import org.rapport.model.Value;
import org.rapport.rules.check.CheckedRulebase;

class RulebaseDecideTest {
  private static Rulebase rulebase;

  @BeforeAll
  static void compile() {
    CheckedRulebase checked = Learning.rulebase();
    rulebase = Rulebase.load(checked, new RulebaseCompiler().compile(checked));
  }

  @Test
  void quietPayingLearner_isCalled() {
    Outcome outcome =
        rulebase.decide(
            Histories.customer()
                .did("Account Created", 100, 1)
                .did("Subscription Purchased", 20, 1)
                .has("Subscription Purchased", "plan", new Value.Text("Monthly"), 20)
                .minutes(20, 5, 200)
                .minutes(40, 9, 300)
                .inputs(),
            Deadline.NONE);

    assertThat(outcome).isInstanceOf(Outcome.Decided.class);
    DecisionAnalysis analysis = ((Outcome.Decided) outcome).analysis();
    assertThat(analysis.score().value()).isEqualTo(14);
    assertThat(analysis.actions().get(0).action()).isEqualTo("call-customer");
  }
}
