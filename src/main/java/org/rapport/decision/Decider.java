package org.rapport.decision;

import io.vertx.core.Future;

/** Decides about customers; every decision is on record before it is answered. */
public final class Decider {

  /**
   * Decides.
   *
   * @param caller the name of the API key, or {@code command-line}
   * @return fails with {@link UnknownRulebaseException}, {@link KeyReusedException}, {@link
   *     OverloadedException} or {@link org.rapport.store.StoreUnavailableException}
   */
  public Future<Answer> decide(DecisionRequest request, String caller) {
    throw new UnsupportedOperationException(request + caller);
  }

  /** Decides on facts given inline; stores nothing. Answers the JSON bytes. */
  public Future<byte[]> evaluate(EvaluateRequest request) {
    throw new UnsupportedOperationException(request.toString());
  }
}
