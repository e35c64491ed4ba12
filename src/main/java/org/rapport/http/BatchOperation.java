package org.rapport.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.rapport.decision.Answer;
import org.rapport.decision.Decider;
import org.rapport.decision.DecisionRequest;
import org.rapport.decision.LiveRulebases;
import org.rapport.rules.Rulebase;

/**
 * {@code POST /v1/decisions/batch}: decides about many customers, a few at a time, and writes each
 * answer, or the problem in its place, as soon as those before it are written.
 */
final class BatchOperation {
  private final Decider decider;
  private final LiveRulebases rulebases;

  BatchOperation(Decider decider, LiveRulebases rulebases) {
    this.decider = decider;
    this.rulebases = rulebases;
  }

  /** Succeeds when the whole answer is written, or nobody is there to read it. */
  Future<Void> answer(Exchange exchange) {
    String key = exchange.header("Idempotency-Key");
    return exchange
        .json(HttpLimits.FACTS_BODY_BYTES, body -> DecisionParsing.many(body, key))
        .compose(
            requests -> {
              // An unknown rulebase is wrong for all of them alike: one problem, not a thousand.
              Rulebase rulebase = rulebases.get(requests.get(0).rulebase());
              return new Run(exchange, rulebase, requests).begin();
            });
  }

  private final class Run {
    private final Exchange exchange;
    private final Rulebase rulebase;
    private final List<DecisionRequest> requests;
    private final HttpServerResponse response;

    Run(Exchange exchange, Rulebase rulebase, List<DecisionRequest> requests) {
      this.exchange = exchange;
      this.rulebase = rulebase;
      this.requests = requests;
      this.response = exchange.context().response();
    }

    Future<Void> begin() {
      response.setChunked(true).putHeader("Content-Type", "application/json");
      response.write("{\"decisions\":[");
      return wave(0);
    }

    private Future<Void> wave(int from) {
      if (from >= requests.size()) {
        return response.end("]}");
      }
      if (response.closed()) {
        return Future.succeededFuture();
      }
      int to = Math.min(from + HttpLimits.BATCH_WAVE, requests.size());
      List<Future<byte[]>> wave = requests.subList(from, to).stream().map(this::one).toList();
      return Future.all(wave)
          .compose(
              all -> {
                for (int index = 0; index < wave.size(); index++) {
                  if (from + index > 0) {
                    response.write(",");
                  }
                  response.write(Buffer.buffer(wave.get(index).result()));
                }
                return drained();
              })
          .compose(drained -> wave(to));
    }

    private Future<byte[]> one(DecisionRequest request) {
      Future<byte[]> answer;
      try {
        answer = decider.decideBy(rulebase, request, exchange.caller().name()).map(Answer::json);
      } catch (RuntimeException e) {
        answer = Future.failedFuture(e);
      }
      return answer.recover(failure -> Future.succeededFuture(Problems.json(failure)));
    }

    /** Waits until the client has read enough. */
    private Future<Void> drained() {
      if (response.closed() || !response.writeQueueFull()) {
        return Future.succeededFuture();
      }
      Promise<Void> promise = Promise.promise();
      response.drainHandler(ready -> promise.tryComplete());
      response.closeHandler(closed -> promise.tryComplete());
      return promise.future();
    }
  }
}
