package org.rapport.rules;

import java.util.List;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Outcome;
import org.rapport.rules.check.RulebaseTest;

/** Runs a rulebase's own test cases, through the door that real decisions take. */
public final class RulebaseTests {
  private RulebaseTests() {}

  /** Decides every case; the results are in the order of the cases. */
  public static List<RulebaseTestResult> run(Rulebase rulebase, List<RulebaseTest> tests) {
    return tests.stream().map(test -> run(rulebase, test)).toList();
  }

  private static RulebaseTestResult run(Rulebase rulebase, RulebaseTest test) {
    Outcome outcome;
    try {
      outcome = rulebase.decide(rulebase.inputs(test.given()), Deadline.NONE);
    } catch (ScoringFailedException e) {
      return new RulebaseTestResult(
          test, List.of("An earlier score could not be had: " + e.getMessage()));
    }
    if (outcome instanceof Outcome.Decided decided) {
      DecisionAnalysis analysis = decided.analysis();
      return new RulebaseTestResult(test, new Expectations(analysis).differences(test.expected()));
    }
    String reason = outcome instanceof Outcome.Fallback fallback ? fallback.reason() : "";
    return new RulebaseTestResult(test, List.of("No decision could be made: " + reason));
  }
}
