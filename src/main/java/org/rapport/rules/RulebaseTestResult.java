package org.rapport.rules;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.rapport.rules.check.RulebaseTest;

/**
 * What became of one of a rulebase's own test cases.
 *
 * @param test the case
 * @param differences a sentence for each expectation that was not met, in the order of the
 *     expectations; empty when all were
 * @param matched the ids of the rules that matched
 */
public record RulebaseTestResult(
    RulebaseTest test, List<String> differences, SortedSet<String> matched) {
  public RulebaseTestResult {
    differences = List.copyOf(differences);
    matched = Collections.unmodifiableSortedSet(new TreeSet<>(matched));
  }

  /** Whether every expectation was met. */
  public boolean passed() {
    return differences.isEmpty();
  }
}
