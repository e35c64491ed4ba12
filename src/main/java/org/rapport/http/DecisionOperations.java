package org.rapport.http;

import io.vertx.core.Future;
import java.time.InstantSource;
import org.rapport.decision.Answer;
import org.rapport.decision.Decider;

/** Operations that decide about one customer. */
final class DecisionOperations {
  private final Decider decider;
  private final InstantSource clock;

  DecisionOperations(Decider decider, InstantSource clock) {
    this.decider = decider;
    this.clock = clock;
  }

  /** {@code POST /v1/decisions}. */
  Future<Reply> decide(Exchange exchange) {
    String key = exchange.header("Idempotency-Key");
    return exchange
        .json(HttpLimits.DECISION_BODY_BYTES, body -> DecisionParsing.one(body, key))
        .compose(request -> decider.decide(request, exchange.caller().name()))
        .map(Answer::json)
        .map(Reply::json);
  }

  /** {@code POST /v1/evaluate}. */
  Future<Reply> evaluate(Exchange exchange) {
    return exchange
        .json(HttpLimits.FACTS_BODY_BYTES, body -> EvaluateParsing.parse(body, clock.instant()))
        .compose(decider::evaluate)
        .map(Reply::json);
  }
}
