package org.rapport.http;

import io.vertx.core.Future;
import java.util.Optional;
import org.rapport.decision.Erasing;

/** Operations that erase customers, or hold that back. */
final class ErasureOperations {
  private final Erasing erasing;

  ErasureOperations(Erasing erasing) {
    this.erasing = erasing;
  }

  /** {@code DELETE /v1/customers/{customerId}}. */
  Future<Reply> erase(Exchange exchange) {
    String id = customerId(exchange);
    return erasing.erase(id, exchange.caller().name()).compose(found -> found(found, id));
  }

  /** {@code PUT /v1/customers/{customerId}/hold}. */
  Future<Reply> hold(Exchange exchange) {
    String id = customerId(exchange);
    return exchange
        .json(HttpLimits.DECISION_BODY_BYTES, ErasureOperations::reason)
        .compose(reason -> erasing.hold(id, reason, exchange.caller().name()))
        .map(Reply::json);
  }

  private static String reason(byte[] body) {
    Findings findings = new Findings();
    Fields fields = new Fields(JsonText.object(body), "", findings);
    String reason = fields.requiredText("reason", Erasing.MAX_REASON_LENGTH);
    fields.noOthers();
    findings.check();
    return reason == null ? "" : reason;
  }

  /** {@code DELETE /v1/customers/{customerId}/hold}. */
  Future<Reply> release(Exchange exchange) {
    String id = customerId(exchange);
    return erasing.release(id).compose(found -> found(found, id));
  }

  private static String customerId(Exchange exchange) {
    Findings findings = new Findings();
    String id = exchange.customerId(findings);
    exchange.query(findings).check();
    return id;
  }

  private static Future<Reply> found(Optional<byte[]> found, String id) {
    return found
        .map(json -> Future.succeededFuture(Reply.json(json)))
        .orElseGet(
            () ->
                Future.failedFuture(
                    new ProblemException(
                        ProblemCode.CUSTOMER_NOT_FOUND,
                        "There is nothing to do about a customer %s.%nMaybe it is done already, or the id is written in another way."
                            .formatted(Words.quoted(id)))));
  }
}
