package org.rapport.http;

import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
        .json(HttpLimits.DECISION_BODY_BYTES, body -> reason(body, id))
        .compose(reason -> erasing.hold(id, reason, exchange.caller()))
        .map(Reply::json);
  }

  private static String reason(byte[] body, String customerId) {
    Findings findings = new Findings();
    Fields fields = new Fields(JsonText.object(body), "", findings);
    String reason = fields.requiredText("reason", Erasing.MAX_REASON_LENGTH);
    fields.noOthers();
    nameless(reason, customerId, "/reason", findings);
    findings.check();
    return reason == null ? "" : reason;
  }

  /** {@code DELETE /v1/customers/{customerId}/hold}. */
  Future<Reply> release(Exchange exchange) {
    Findings findings = new Findings();
    String id = exchange.customerId(findings);
    Query query = exchange.query(findings);
    String why = query.text("why", Erasing.MAX_REASON_LENGTH);
    query.check();
    nameless(why, id, "/query/why", findings);
    findings.check();
    return erasing.release(id, why, exchange.caller()).compose(found -> found(found, id));
  }

  /** What stays on record for good must not tell who was erased. */
  private static void nameless(
      @Nullable String reason, String customerId, String pointer, Findings findings) {
    if (reason != null && Erasing.names(customerId, reason)) {
      findings.add(
          pointer,
          FindingCode.PERSONAL,
          "The reason names the customer, and stays on record when the customer is erased.%nMaybe name the case."
              .formatted());
    }
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
