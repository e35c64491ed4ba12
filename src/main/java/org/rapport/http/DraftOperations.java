package org.rapport.http;

import io.vertx.core.Future;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Drafts;
import org.rapport.decision.Publishing;
import org.rapport.json.DraftsJson;
import org.rapport.json.FilesJson;
import org.rapport.store.DraftStore.Draft;
import org.rapport.store.StepLog;

/** Operations on drafts of rulebases. */
final class DraftOperations {
  private final Drafts drafts;
  private final Publishing publishing;

  DraftOperations(Drafts drafts, Publishing publishing) {
    this.drafts = drafts;
    this.publishing = publishing;
  }

  /** Which draft a path names. */
  record Place(String rulebase, long id) {}

  private static String rulebase(Exchange exchange) {
    Findings findings = new Findings();
    String name = exchange.word("name", findings);
    exchange.query(findings).check();
    findings.check();
    return name;
  }

  static Place place(Exchange exchange) {
    Findings findings = new Findings();
    String name = exchange.word("name", findings);
    String id = exchange.word("draftId", findings);
    exchange.query(findings).check();
    findings.check();
    return new Place(name, number(id));
  }

  /** The number of a draft; one that no draft has for anything else. */
  static long number(String id) {
    return id.matches("[1-9][0-9]{0,17}") ? Long.parseLong(id) : 0;
  }

  /** A body read by its fields. */
  private static <T> Future<T> body(Exchange exchange, Function<Fields, T> read) {
    return exchange.json(
        HttpLimits.RULEBASE_BODY_BYTES,
        body -> {
          Findings findings = new Findings();
          Fields fields = new Fields(JsonText.object(body), "", findings);
          T read1 = read.apply(fields);
          fields.noOthers();
          findings.check();
          return read1;
        });
  }

  private static @Nullable String why(Fields fields) {
    return fields.text("why", HttpLimits.WHY_LENGTH);
  }

  private static String requiredWhy(Fields fields) {
    String why = fields.requiredText("why", HttpLimits.WHY_LENGTH);
    return why == null ? "" : why;
  }

  /** {@code GET /v1/rulebases/{name}/drafts}. */
  Future<Reply> list(Exchange exchange) {
    String rulebase = rulebase(exchange);
    return drafts
        .list(rulebase)
        .map(all -> Reply.json(DraftsJson.list(rulebase, all.stream().map(this::row).toList())));
  }

  private record Wanted(
      @Nullable String title,
      @Nullable Integer revision,
      @Nullable String base,
      @Nullable SortedMap<String, String> files,
      @Nullable String why) {}

  /** {@code POST /v1/rulebases/{name}/drafts}. */
  Future<Reply> create(Exchange exchange) {
    String rulebase = rulebase(exchange);
    return body(
            exchange,
            fields -> {
              String title = fields.requiredText("title", HttpLimits.WORD_LENGTH);
              SortedMap<String, String> files = RulebaseFilesBody.optional(fields);
              RulebaseFilesBody.checkStorable(files, fields);
              return new Wanted(title, null, null, files, why(fields));
            })
        .compose(
            wanted ->
                drafts.create(
                    rulebase,
                    String.valueOf(wanted.title()),
                    wanted.files(),
                    exchange.caller(),
                    wanted.why()))
        .map(told -> new Reply(201, "application/json", whole(told)));
  }

  /** {@code GET /v1/rulebases/{name}/drafts/{draftId}}. */
  Future<Reply> get(Exchange exchange) {
    Place place = place(exchange);
    return drafts.tell(place.rulebase(), place.id()).map(told -> Reply.json(whole(told)));
  }

  /** {@code PUT /v1/rulebases/{name}/drafts/{draftId}}. */
  Future<Reply> change(Exchange exchange) {
    Place place = place(exchange);
    return body(
            exchange,
            fields -> {
              String title = fields.text("title", HttpLimits.WORD_LENGTH);
              Integer revision = fields.requiredWhole("revision", 1, Integer.MAX_VALUE);
              String base = fields.text("base", HttpLimits.WORD_LENGTH);
              SortedMap<String, String> files = RulebaseFilesBody.required(fields);
              RulebaseFilesBody.checkStorable(files, fields);
              return new Wanted(title, revision, base, files, why(fields));
            })
        .compose(
            wanted ->
                drafts.change(
                    place.rulebase(),
                    place.id(),
                    wanted.revision() == null ? 0 : wanted.revision(),
                    wanted.title(),
                    wanted.base(),
                    wanted.files() == null ? new java.util.TreeMap<>() : wanted.files(),
                    exchange.caller(),
                    wanted.why()))
        .map(told -> Reply.json(whole(told)));
  }

  /** {@code DELETE /v1/rulebases/{name}/drafts/{draftId}}. */
  Future<Reply> delete(Exchange exchange) {
    Place place = place(exchange);
    return drafts
        .delete(place.rulebase(), place.id(), exchange.caller())
        .map(done -> new Reply(204, "application/json", new byte[0]));
  }

  /** {@code POST /v1/rulebases/{name}/drafts/{draftId}/test}. */
  Future<Reply> test(Exchange exchange) {
    Place place = place(exchange);
    return drafts
        .test(place.rulebase(), place.id(), exchange.caller())
        .map(tested -> Reply.json(DraftsJson.tested(row(tested.draft()), tested.trial())));
  }

  /** {@code POST /v1/rulebases/{name}/drafts/{draftId}/submit}. */
  Future<Reply> submit(Exchange exchange) {
    Place place = place(exchange);
    return body(exchange, DraftOperations::requiredWhy)
        .compose(why -> drafts.submit(place.rulebase(), place.id(), exchange.caller(), why))
        .map(this::brief);
  }

  private record Seen(String version, @Nullable String why) {}

  /** What the caller has seen: nobody approves what they have not. */
  private static Seen seen(Fields fields) {
    String version = fields.requiredText("version", HttpLimits.WORD_LENGTH);
    return new Seen(String.valueOf(version), why(fields));
  }

  /** {@code POST /v1/rulebases/{name}/drafts/{draftId}/approve}. */
  Future<Reply> approve(Exchange exchange) {
    Place place = place(exchange);
    return body(exchange, DraftOperations::seen)
        .compose(
            seen ->
                drafts.approve(
                    place.rulebase(), place.id(), seen.version(), exchange.caller(), seen.why()))
        .map(this::brief);
  }

  /** {@code POST /v1/rulebases/{name}/drafts/{draftId}/reject}. */
  Future<Reply> reject(Exchange exchange) {
    Place place = place(exchange);
    return body(exchange, DraftOperations::requiredWhy)
        .compose(why -> drafts.reject(place.rulebase(), place.id(), exchange.caller(), why))
        .map(this::brief);
  }

  /** {@code POST /v1/rulebases/{name}/drafts/{draftId}/publish}. */
  Future<Reply> publish(Exchange exchange) {
    Place place = place(exchange);
    return body(exchange, DraftOperations::seen)
        .compose(
            seen ->
                drafts.publish(
                    place.rulebase(), place.id(), seen.version(), exchange.caller(), seen.why()))
        .map(this::brief);
  }

  private Reply brief(Draft draft) {
    return Reply.json(DraftsJson.brief(row(draft)));
  }

  private byte[] whole(Drafts.Told told) {
    return DraftsJson.whole(
        row(told.draft()),
        told.live(),
        told.findings(),
        told.changed(),
        FilesJson.files(told.draft().files()),
        told.steps().stream().map(StepLog.Kept::body).toList());
  }

  private DraftsJson.Row row(Draft draft) {
    return new DraftsJson.Row(
        draft.id(),
        draft.rulebase(),
        draft.title(),
        draft.status().word(),
        draft.authors(),
        draft.base(),
        draft.revision(),
        draft.version(),
        draft.isTested(),
        draft.approver(),
        publishing.onePerson(),
        draft.createdAt(),
        draft.changedAt());
  }
}
