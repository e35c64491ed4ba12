package org.rapport.rules;

import java.util.List;
import org.rapport.rules.check.RulebaseTest;

/**
 * What became of one of a rulebase's own test cases.
 *
 * @param test the case
 * @param differences a sentence for each expectation that was not met, in the order of the
 *     expectations; empty when all were
 */
public record RulebaseTestResult(RulebaseTest test, List<String> differences) {
  public RulebaseTestResult {
    differences = List.copyOf(differences);
  }

  /** Whether every expectation was met. */
  public boolean passed() {
    return differences.isEmpty();
  }
}
