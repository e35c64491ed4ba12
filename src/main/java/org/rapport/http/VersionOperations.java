package org.rapport.http;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.LiveRulebases;
import org.rapport.decision.Publishing;
import org.rapport.json.FilesJson;
import org.rapport.json.VersionsJson;
import org.rapport.store.VersionStore.Publication;

/** Operations on the versions of rulebases that decide, or did. */
final class VersionOperations {
  private final Publishing publishing;
  private final LiveRulebases rulebases;

  VersionOperations(Publishing publishing, LiveRulebases rulebases) {
    this.publishing = publishing;
    this.rulebases = rulebases;
  }

  /** {@code GET /v1/rulebases/{name}/versions}. */
  Future<Reply> list(Exchange exchange) {
    Findings findings = new Findings();
    String name = exchange.word("name", findings);
    exchange.query(findings).check();
    return told(name);
  }

  private Future<Reply> told(String name) {
    String deciding = rulebases.get(name).ref().version();
    Publishing.Failed failed = publishing.failures().get(name);
    VersionsJson.@Nullable Behind behind =
        failed == null
            ? null
            : new VersionsJson.Behind(failed.version(), failed.why(), failed.at());
    return publishing
        .history(name)
        .map(
            all ->
                Reply.json(
                    VersionsJson.bytes(
                        name,
                        deciding,
                        behind,
                        publishing.onePerson(),
                        all.stream().map(VersionOperations::row).toList())));
  }

  private static VersionsJson.Row row(Publication publication) {
    return new VersionsJson.Row(
        publication.version(),
        publication.step(),
        publication.draftId() == null ? null : Long.toString(publication.draftId()),
        publication.at(),
        publication.caller(),
        publication.owner());
  }

  /** {@code GET /v1/rulebases/{name}/versions/{version}}. */
  Future<Reply> one(Exchange exchange) {
    Findings findings = new Findings();
    String name = exchange.word("name", findings);
    String version = exchange.word("version", findings);
    exchange.query(findings).check();
    return publishing
        .files(name, version)
        .map(files -> Reply.json(VersionsJson.one(name, version, FilesJson.files(files))));
  }

  private record Back(String version, String why) {}

  /** {@code POST /v1/rulebases/{name}/rollback}. */
  Future<Reply> rollBack(Exchange exchange) {
    Findings findings = new Findings();
    String name = exchange.word("name", findings);
    exchange.query(findings).check();
    return exchange
        .json(HttpLimits.DECISION_BODY_BYTES, VersionOperations::back)
        .compose(back -> publishing.rollBack(name, back.version(), exchange.caller(), back.why()))
        .compose(done -> told(name));
  }

  private static Back back(byte[] body) {
    Findings findings = new Findings();
    Fields fields = new Fields(JsonText.object(body), "", findings);
    String version = fields.requiredText("version", HttpLimits.WORD_LENGTH);
    String why = fields.requiredText("why", HttpLimits.WHY_LENGTH);
    fields.noOthers();
    findings.check();
    return new Back(String.valueOf(version), String.valueOf(why));
  }
}
