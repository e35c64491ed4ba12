package org.rapport.rules.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RulebaseTrial.FailedCustomer;
import org.rapport.analysis.RulebaseTrial.RandomPass;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.rules.ScoringFailedException;
import org.rapport.rules.check.CheckedRulebase;

/** Decides about random customers; no rule may fail, whoever comes. */
final class FuzzPass {
  /** More of the same kind tell nothing new. */
  static final int MAX_FAILURES = 5;

  private FuzzPass() {}

  /**
   * Decides, until all are tried, five have failed or the time is over.
   *
   * @param rulebase loaded from {@code checked}
   */
  static RandomPass run(
      Rulebase rulebase, CheckedRulebase checked, int customers, long seed, Deadline deadline) {
    RandomCustomers random = new RandomCustomers(checked, seed);
    List<FailedCustomer> failures = new ArrayList<>();
    int tried = 0;
    while (tried < customers && failures.size() < MAX_FAILURES && !deadline.passed()) {
      tried++;
      int number = tried;
      GivenCustomer customer = random.next();
      failure(rulebase, customer)
          .ifPresent(
              reason ->
                  failures.add(new FailedCustomer(number, reason, CaseYaml.given(customer, ""))));
    }
    return new RandomPass(customers, tried, seed, failures);
  }

  private static Optional<String> failure(Rulebase rulebase, GivenCustomer customer) {
    try {
      Outcome outcome =
          rulebase.decide(rulebase.inputs(customer.basis(rulebase.catalogue())), Deadline.NONE);
      return outcome instanceof Outcome.Fallback fallback
          ? Optional.of(fallback.reason())
          : Optional.empty();
    } catch (ScoringFailedException earlier) {
      return Optional.of("The score of days before: " + earlier.getMessage());
    }
  }
}
