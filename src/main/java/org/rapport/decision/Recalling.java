package org.rapport.decision;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;
import org.rapport.analysis.Decision;
import org.rapport.analysis.Outcome;
import org.rapport.json.RecordBody;
import org.rapport.model.DecisionInputs;
import org.rapport.store.DecisionLog;

/** Calls decisions on record back to mind: what they were made from, and by which rules. */
final class Recalling {

  private final DecisionLog log;
  private final RecordedRules rules;
  private final RulesPool pool;

  Recalling(DecisionLog log, RecordedRules rules, RulesPool pool) {
    this.log = log;
    this.rules = rules;
    this.pool = pool;
  }

  /** A record with its body read. */
  record Read(DecisionLog.Stored stored, RecordBody body) {
    Decision decision() {
      return new Decision(
          stored.header().decisionId(),
          stored.customerId(),
          stored.header().asOf(),
          stored.header().decidedAt(),
          stored.header().rulebase(),
          body.outcome());
    }
  }

  /** A record; empty when there is no such decision. */
  Future<Optional<Read>> read(UUID decisionId) {
    return log.find(decisionId).compose(found -> pool.run(() -> found.map(Recalling::read)));
  }

  static Read read(DecisionLog.Stored stored) {
    return new Read(stored, RecordBody.read(stored.body(), stored.cards()));
  }

  /**
   * A decision with its rules; empty when there is none.
   *
   * @return fails with {@link NoAnalysisException} for a fallback and with {@link
   *     RulesNotHereException}
   */
  Future<Optional<Recalled>> recall(UUID decisionId) {
    return read(decisionId)
        .compose(
            found ->
                found
                    .map(read -> recall(read).map(Optional::of))
                    .orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }

  Future<Recalled> recall(Read read) {
    DecisionInputs inputs = read.body().inputs();
    if (inputs == null || !(read.body().outcome() instanceof Outcome.Decided decided)) {
      return Future.failedFuture(new NoAnalysisException(read.stored().header().decisionId()));
    }
    return rules
        .get(read.stored().header().rulebase())
        .map(rulebase -> new Recalled(read.decision(), inputs, decided.analysis(), rulebase));
  }
}
