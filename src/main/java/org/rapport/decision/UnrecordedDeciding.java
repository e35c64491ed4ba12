package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import org.rapport.analysis.Outcome;
import org.rapport.model.DecisionBasis;
import org.rapport.model.Timeline;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.rules.ScoringFailedException;

/**
 * Decides about stored customers and writes nothing: no decision, no previous segments, no contact,
 * no context. What is stored at or after the instant is never read.
 */
final class UnrecordedDeciding {

  /** How long one decision may take: nobody is waiting for it, milliseconds. */
  private static final int TIMEOUT_MS = 10_000;

  private final Stores stores;
  private final RulesPool pool;

  UnrecordedDeciding(Stores stores, RulesPool pool) {
    this.stores = stores;
    this.pool = pool;
  }

  /** What deciding came to, or empty when nothing is known of the customer before the instant. */
  Future<Optional<Outcome>> decide(Rulebase rulebase, String customerId, Instant asOf) {
    return stores
        .customers()
        .timeline(customerId, Rulebase.instants(asOf))
        .compose(found -> pool.run(() -> found.map(known -> decide(rulebase, known, asOf))));
  }

  /** What deciding about a customer with this timeline comes to; blocks while the rules run. */
  static Outcome decide(Rulebase rulebase, Timeline timeline, Instant asOf) {
    try {
      return rulebase.decide(
          rulebase.inputs(DecisionBasis.of(timeline, asOf)), Deadline.inMs(TIMEOUT_MS));
    } catch (ScoringFailedException unscored) {
      return new Outcome.Fallback(
          unscored.code(),
          String.valueOf(unscored.getMessage()),
          rulebase.catalogue().defaultAction(),
          "{}");
    }
  }
}
