package org.rapport.rules;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.analysis.RuleCard;
import org.rapport.analysis.WhyNot;
import org.rapport.model.DecisionInputs;
import org.rapport.rules.check.RulebaseTest;

/** Runs a rulebase's own test cases, through the door that real decisions take. */
public final class RulebaseTests {
  private RulebaseTests() {}

  /** Decides every case; the results are in the order of the cases. */
  public static List<RulebaseTestResult> run(Rulebase rulebase, List<RulebaseTest> tests) {
    return tests.stream().map(test -> run(rulebase, test, decision -> {})).toList();
  }

  /** The same, adding to the coverage what the cases show of the rules' conditions. */
  public static List<RulebaseTestResult> run(
      Rulebase rulebase, List<RulebaseTest> tests, ConditionCoverage coverage) {
    return tests.stream().map(test -> run(rulebase, test, coverage::add)).toList();
  }

  private static RulebaseTestResult run(
      Rulebase rulebase, RulebaseTest test, Consumer<List<WhyNot>> seen) {
    Outcome outcome;
    DecisionInputs inputs;
    try {
      inputs = rulebase.inputs(test.given());
      outcome = rulebase.decide(inputs, Deadline.NONE);
    } catch (ScoringFailedException e) {
      return undecided(test, "An earlier score could not be had: " + e.getMessage());
    }
    if (outcome instanceof Outcome.Decided decided) {
      DecisionAnalysis analysis = decided.analysis();
      seen.accept(rulebase.whyNot(inputs, analysis));
      Expectations expectations =
          new Expectations(
              analysis, rule -> rulebase.whyNot(inputs, analysis, rule), rulebase::raises);
      return new RulebaseTestResult(
          test, expectations.differences(test.expected()), matched(analysis));
    }
    String reason = outcome instanceof Outcome.Fallback fallback ? fallback.reason() : "";
    return undecided(test, "No decision could be made: " + reason);
  }

  private static RulebaseTestResult undecided(RulebaseTest test, String difference) {
    return new RulebaseTestResult(test, List.of(difference), Collections.emptySortedSet());
  }

  private static SortedSet<String> matched(DecisionAnalysis analysis) {
    SortedSet<String> matched = new TreeSet<>();
    for (RuleAnalysis rule : analysis.rules()) {
      if (!rule.isUnmatched()) {
        matched.add(rule.card().id());
      }
    }
    return matched;
  }

  /** The ids of the rules that match in none of these cases, by stage, then place in the file. */
  public static List<String> neverMatched(Rulebase rulebase, List<RulebaseTestResult> results) {
    return rulebase.cards().stream()
        .map(RuleCard::id)
        .filter(id -> results.stream().noneMatch(result -> result.matched().contains(id)))
        .toList();
  }
}
