package org.rapport.http;

import io.vertx.core.Future;
import org.rapport.decision.LiveRulebases;
import org.rapport.decision.Reading;
import org.rapport.json.RulebasesJson;
import org.rapport.rules.Rulebase;

/** Operations that tell about the rulebases. */
final class RulebaseOperations {
  private final Reading reading;
  private final LiveRulebases rulebases;

  RulebaseOperations(Reading reading, LiveRulebases rulebases) {
    this.reading = reading;
    this.rulebases = rulebases;
  }

  /** {@code GET /v1/rulebases}. */
  Future<Reply> all(Exchange exchange) {
    exchange.query(new Findings()).check();
    return reading.rulebases().map(Reply::json);
  }

  /** {@code GET /v1/rulebases/{name}}. */
  Future<Reply> one(Exchange exchange) {
    Findings findings = new Findings();
    String name = exchange.word("name", findings);
    exchange.query(findings).check();
    Rulebase rulebase = rulebases.get(name);
    return Future.succeededFuture(
        Reply.json(
            RulebasesJson.bytes(
                new RulebasesJson.Row(
                    rulebase.ref(), rulebase.catalogue().title(), rulebase.cards()))));
  }
}
