package org.rapport.analysis;

import java.util.List;

/**
 * What trying a rulebase out showed: its own cases, what these cases cover, and random customers.
 *
 * @param cases by file, then place in the file
 * @param rules how many rules there are
 * @param rulesNeverMatched the ids of rules that match in no case, by stage, then place in the file
 * @param conditionOutcomes how many outcomes of conditions there are: each one holding, and failing
 *     if it can
 * @param conditionsUnseen the outcomes that no case shows, by stage, then place in the file
 * @param randomCustomers what deciding about random customers came to
 */
public record RulebaseTrial(
    List<CaseResult> cases,
    int rules,
    List<String> rulesNeverMatched,
    int conditionOutcomes,
    List<UnseenCondition> conditionsUnseen,
    RandomPass randomCustomers) {

  public RulebaseTrial {
    cases = List.copyOf(cases);
    rulesNeverMatched = List.copyOf(rulesNeverMatched);
    conditionsUnseen = List.copyOf(conditionsUnseen);
  }

  /** Whether every case holds and no random customer made a rule fail. */
  public boolean passed() {
    return cases.stream().allMatch(CaseResult::passed) && randomCustomers.failures().isEmpty();
  }

  /**
   * One case.
   *
   * @param file the file, relative to the rulebase
   * @param line where the case begins, from 1
   * @param differences a sentence for each expectation that was not met; empty when all were
   */
  public record CaseResult(String file, int line, String title, List<String> differences) {
    public CaseResult {
      differences = List.copyOf(differences);
    }

    /** Whether every expectation was met. */
    public boolean passed() {
      return differences.isEmpty();
    }
  }

  /**
   * What was never seen of a condition.
   *
   * @param rule the rule's id
   * @param file the rule's file, relative to the rulebase
   * @param line where the condition stands in it, from 1
   * @param condition the condition in words: {@code Activity "Signed In" with last30Days > 0}
   * @param holding true when no case has it hold, false when no case has it fail
   */
  public record UnseenCondition(
      String rule, String file, int line, String condition, boolean holding) {
    /** The same as a sentence without its place. */
    public String words() {
      return "%s: no case in which this %s: %s"
          .formatted(rule, holding ? "holds" : "fails", condition);
    }
  }

  /**
   * Random customers.
   *
   * @param asked how many were asked for
   * @param tried how many were decided about; fewer when the time was over or failures were enough
   * @param seed the same seed makes the same customers
   * @param failures the first that could not be decided about
   */
  public record RandomPass(int asked, int tried, long seed, List<FailedCustomer> failures) {
    public RandomPass {
      failures = List.copyOf(failures);
    }
  }

  /**
   * A customer about whom no decision could be made.
   *
   * @param number which of the random customers, from 1
   * @param reason what happened, with the rule where one is to blame
   * @param customer the customer, as {@code given} stands in a test case
   */
  public record FailedCustomer(int number, String reason, String customer) {}
}
