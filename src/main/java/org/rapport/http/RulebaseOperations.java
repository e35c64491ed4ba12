package org.rapport.http;

import io.vertx.core.Future;
import org.rapport.decision.LiveRulebases;
import org.rapport.decision.Reading;
import org.rapport.decision.RulebaseChecking;
import org.rapport.json.RulebasesJson;
import org.rapport.rules.Rulebase;
import org.rapport.rules.check.RulebaseSource;

/** Operations that tell about the rulebases. */
final class RulebaseOperations {
  private final Reading reading;
  private final LiveRulebases rulebases;
  private final RulebaseChecking checking;

  RulebaseOperations(UseCases useCases) {
    this.reading = useCases.reading();
    this.rulebases = useCases.rulebases();
    this.checking = useCases.checking();
  }

  /** {@code GET /v1/rulebases}. */
  Future<Reply> all(Exchange exchange) {
    exchange.query(new Findings()).check();
    return reading.rulebases().map(Reply::json);
  }

  /** {@code POST /v1/rulebases/{name}/check}. */
  Future<Reply> check(Exchange exchange) {
    Findings findings = new Findings();
    String name = exchange.word("name", findings);
    exchange.query(findings).check();
    return exchange
        .json(HttpLimits.RULEBASE_BODY_BYTES, body -> source(name, body))
        .compose(checking::check)
        .map(Reply::json);
  }

  private static RulebaseSource source(String name, byte[] body) {
    Findings findings = new Findings();
    Fields fields = new Fields(JsonText.object(body), "", findings);
    RulebaseSource source = new RulebaseSource(name, RulebaseFilesBody.required(fields));
    fields.noOthers();
    findings.check();
    return source;
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
