package org.rapport.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import org.rapport.decision.Shadows;
import org.rapport.json.ShadowJson;
import org.rapport.model.Millionths;

/** Operations on the draft that decides beside what is live. */
final class ShadowOperations {
  private final Shadows shadows;

  ShadowOperations(Shadows shadows) {
    this.shadows = shadows;
  }

  private record Wanted(long draft, int share) {}

  private static String name(Exchange exchange) {
    Findings findings = new Findings();
    String name = exchange.word("name", findings);
    exchange.query(findings).check();
    return name;
  }

  /** {@code GET /v1/rulebases/{name}/shadow}. */
  Future<Reply> get(Exchange exchange) {
    return shadows.report(name(exchange)).map(report -> Reply.json(ShadowJson.bytes(report)));
  }

  /** {@code PUT /v1/rulebases/{name}/shadow}. */
  Future<Reply> start(Exchange exchange) {
    String name = name(exchange);
    return exchange
        .json(HttpLimits.DECISION_BODY_BYTES, ShadowOperations::wanted)
        .compose(wanted -> shadows.start(name, wanted.draft(), wanted.share(), exchange.caller()))
        .map(report -> Reply.json(ShadowJson.bytes(report)));
  }

  private static Wanted wanted(byte[] body) {
    Findings findings = new Findings();
    Fields fields = new Fields(JsonText.object(body), "", findings);
    String draft = fields.requiredText("draft", HttpLimits.WORD_LENGTH);
    JsonNode given = fields.optional("share");
    Long share = given == null ? Long.valueOf(Millionths.ONE) : fields.millionths("share");
    if (share != null && (share < 1 || share > Millionths.ONE)) {
      findings.add(
          fields.pointer("share"),
          FindingCode.OUT_OF_RANGE,
          "%s is not a share.%nMaybe use 0.1 for a tenth of the customers, 1 for all."
              .formatted(Millionths.text(share)));
    }
    fields.noOthers();
    findings.check();
    return new Wanted(
        DraftOperations.number(String.valueOf(draft)), share == null ? 0 : share.intValue());
  }

  /** {@code DELETE /v1/rulebases/{name}/shadow}. */
  Future<Reply> stop(Exchange exchange) {
    return shadows
        .stop(name(exchange), exchange.caller())
        .map(report -> Reply.json(ShadowJson.bytes(report)));
  }
}
