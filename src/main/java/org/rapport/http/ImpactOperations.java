package org.rapport.http;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Impacts;
import org.rapport.decision.LiveRulebases;
import org.rapport.json.ImpactJson;
import org.rapport.store.ImpactStore;

/** Operations on what publishing a draft would change. */
final class ImpactOperations {
  private final Impacts impacts;
  private final LiveRulebases rulebases;

  ImpactOperations(Impacts impacts, LiveRulebases rulebases) {
    this.impacts = impacts;
    this.rulebases = rulebases;
  }

  private record Wanted(@Nullable Instant asOf, @Nullable Integer sample) {}

  /** {@code POST /v1/rulebases/{name}/drafts/{draftId}/impact}. */
  Future<Reply> start(Exchange exchange) {
    DraftOperations.Place place = DraftOperations.place(exchange);
    return exchange
        .json(HttpLimits.DECISION_BODY_BYTES, ImpactOperations::wanted)
        .compose(
            wanted ->
                impacts.start(
                    place.rulebase(),
                    place.id(),
                    wanted.asOf(),
                    wanted.sample(),
                    exchange.caller()))
        .map(told -> new Reply(202, "application/json", bytes(told)));
  }

  private static Wanted wanted(byte[] body) {
    if (body.length == 0) {
      return new Wanted(null, null);
    }
    Findings findings = new Findings();
    Fields fields = new Fields(JsonText.object(body), "", findings);
    Instant asOf = fields.instant("asOf");
    Integer sample = fields.whole("sample", 1, HttpLimits.IMPACT_SAMPLE);
    fields.noOthers();
    findings.check();
    return new Wanted(asOf, sample);
  }

  /** {@code GET /v1/rulebases/{name}/drafts/{draftId}/impact}. */
  Future<Reply> get(Exchange exchange) {
    DraftOperations.Place place = DraftOperations.place(exchange);
    return impacts.tell(place.rulebase(), place.id()).map(told -> Reply.json(bytes(told)));
  }

  /** {@code DELETE /v1/rulebases/{name}/drafts/{draftId}/impact}. */
  Future<Reply> cancel(Exchange exchange) {
    DraftOperations.Place place = DraftOperations.place(exchange);
    return impacts
        .cancel(place.rulebase(), place.id(), exchange.caller())
        .map(told -> Reply.json(bytes(told)));
  }

  private byte[] bytes(Impacts.Told told) {
    ImpactStore.Kept kept = told.kept();
    boolean current =
        kept.version().equals(told.draft().version())
            && kept.live().equals(rulebases.get(told.draft().rulebase()).ref().version());
    return ImpactJson.told(
        new ImpactJson.Told(
            kept.draftId(),
            kept.version(),
            kept.live(),
            kept.asOf(),
            told.lost() ? "failed" : kept.status(),
            kept.done(),
            kept.total(),
            kept.startedAt(),
            current,
            told.lost() ? "The node that measured it went away." : kept.problem(),
            kept.result() == null ? null : new String(kept.result(), StandardCharsets.UTF_8)));
  }
}
