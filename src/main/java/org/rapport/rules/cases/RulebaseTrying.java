package org.rapport.rules.cases;

import java.util.List;
import org.rapport.analysis.RulebaseTrial;
import org.rapport.analysis.RulebaseTrial.CaseResult;
import org.rapport.rules.ConditionCoverage;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.rules.RulebaseTestResult;
import org.rapport.rules.RulebaseTests;
import org.rapport.rules.check.CheckedRulebase;

/** Tries a rulebase out: runs its cases, tells what they cover, decides about random customers. */
public final class RulebaseTrying {
  /** How many random customers are tried when nobody says otherwise. */
  public static final int USUAL_CUSTOMERS = 10_000;

  /** The seed when nobody says otherwise: the same customers every time. */
  public static final long USUAL_SEED = 1;

  /** How long random customers may take when nobody says otherwise, in milliseconds. */
  public static final long USUAL_TIME_MS = 60_000;

  private RulebaseTrying() {}

  /**
   * Tries.
   *
   * @param rulebase loaded from {@code checked}
   * @param customers how many random customers, 0 or more
   * @param seed the same seed makes the same customers
   * @param deadline until when random customers may take; the cases are run in any case
   */
  public static RulebaseTrial run(
      Rulebase rulebase, CheckedRulebase checked, int customers, long seed, Deadline deadline) {
    ConditionCoverage coverage = new ConditionCoverage(checked.rules());
    List<RulebaseTestResult> results = RulebaseTests.run(rulebase, checked.tests(), coverage);
    return new RulebaseTrial(
        results.stream().map(RulebaseTrying::told).toList(),
        rulebase.cards().size(),
        RulebaseTests.neverMatched(rulebase, results),
        coverage.outcomes(),
        coverage.unseen(),
        FuzzPass.run(rulebase, checked, customers, seed, deadline));
  }

  private static CaseResult told(RulebaseTestResult result) {
    return new CaseResult(
        result.test().file(), result.test().line(), result.test().title(), result.differences());
  }
}
