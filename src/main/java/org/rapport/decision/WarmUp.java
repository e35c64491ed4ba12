package org.rapport.decision;

import java.time.Instant;
import org.rapport.model.Explain;
import org.rapport.rules.Rulebase;

/**
 * Decides a few times about made-up customers, and keeps nothing of it, so that the first real
 * customer does not wait for classes to be loaded.
 */
final class WarmUp {

  /** The first loads classes; a few more, and the next decision is no slower than the last. */
  private static final int ROUNDS = 5;

  private WarmUp() {}

  static void of(Rulebase rulebase, Instant asOf) {
    for (int round = 0; round < ROUNDS; round++) {
      for (MadeUpDecision.Customer customer : MadeUpDecision.Customer.values()) {
        MadeUpDecision.bytes(rulebase, customer, asOf, Explain.FULL);
      }
    }
  }
}
