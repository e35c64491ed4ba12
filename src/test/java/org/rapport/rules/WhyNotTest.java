package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.ConditionCheck;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.analysis.WhyNot;
import org.rapport.model.DecisionInputs;
import org.rapport.rules.check.CheckedRulebase;

/** A rule is said to fail if and only if the engine did not fire it, and the reason is true. */
class WhyNotTest {

  private static final class Shipped {
    static final Map<String, Rulebase> BY_NAME = new TreeMap<>();

    static {
      for (String name : List.of("learning", "shop", "subscription")) {
        CheckedRulebase checked = ShippedRulebases.checked(name);
        BY_NAME.put(name, Rulebase.load(checked, new RulebaseCompiler().compile(checked)));
      }
    }
  }

  @Property(tries = 100)
  void whatIsSaidOfEveryRule_isWhatTheEngineDid(@ForAll long seed) {
    agree(seed);
  }

  @Property(tries = 10_000)
  @Tag("evidence")
  void whatIsSaidOfEveryRule_isWhatTheEngineDid_evidence(@ForAll long seed) {
    agree(seed);
  }

  private static void agree(long seed) {
    for (Rulebase rulebase : Shipped.BY_NAME.values()) {
      DecisionInputs inputs = new RandomInputs(rulebase.catalogue(), seed).inputs();
      DecisionAnalysis analysis = analysis(rulebase, inputs);
      for (RuleAnalysis rule : analysis.rules()) {
        WhyNot why = rulebase.whyNot(inputs, analysis, rule.card().id()).orElseThrow();
        assertThat(why.matched()).as("%s %s", rule.card().id(), why).isEqualTo(!rule.isUnmatched());
        assertThat(why.firstFailure().isEmpty()).isEqualTo(why.matched());
        assertThat(why.conditions())
            .allMatch(
                condition -> !why.matched() || condition.state() == ConditionCheck.State.HOLDS);
      }
    }
  }

  private static DecisionAnalysis analysis(Rulebase rulebase, DecisionInputs inputs) {
    Outcome outcome = rulebase.decide(inputs, Deadline.NONE);
    assertThat(outcome).isInstanceOf(Outcome.Decided.class);
    return ((Outcome.Decided) outcome).analysis();
  }

  @Test
  void theFirstFailingConditionIsNamedWithWhatWasSeenAndWhatIsNeeded() {
    DecisionInputs inputs = Histories.customer().seen(40).did("Quiz Passed", 3, 4).inputs();
    Rulebase rulebase = Learning.loaded();

    WhyNot why =
        rulebase.whyNot(inputs, analysis(rulebase, inputs), "weight.support").orElseThrow();

    assertThat(why.matched()).isFalse();
    assertThat(why.nearMiss()).isTrue();
    assertThat(why.because())
        .isEqualTo("it needs Activity \"Support Contacted\" with last30Days > 0, and that is 0");
  }

  @Test
  void aRuleThatIsNotThereHasNoAnswer() {
    DecisionInputs inputs = Histories.customer().seen(40).inputs();
    Rulebase rulebase = Learning.loaded();

    assertThat(rulebase.whyNot(inputs, analysis(rulebase, inputs), "weight.unheard-of")).isEmpty();
  }
}
