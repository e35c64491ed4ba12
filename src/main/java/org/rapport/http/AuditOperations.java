package org.rapport.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.rapport.audit.Export;
import org.rapport.audit.Proofs;
import org.rapport.store.LogTree;

/** Operations that let others verify the record. */
final class AuditOperations {
  private static final List<LogTree> TREES = List.of(LogTree.values());

  private final Proofs proofs;
  private final Export export;

  AuditOperations(Proofs proofs, Export export) {
    this.proofs = proofs;
    this.export = export;
  }

  /** {@code GET /v1/audit/checkpoint}. */
  Future<Reply> checkpoint(Exchange exchange) {
    Findings findings = new Findings();
    Query query = exchange.query(findings);
    LogTree tree = tree(query);
    query.check();
    return proofs
        .checkpoint(tree)
        .compose(
            found ->
                found
                    .map(
                        note ->
                            Future.succeededFuture(
                                new Reply(
                                    200,
                                    "text/plain; charset=utf-8",
                                    note.getBytes(StandardCharsets.UTF_8))))
                    .orElseGet(AuditOperations::tooEarly));
  }

  /** {@code GET /v1/audit/consistency}. */
  Future<Reply> consistency(Exchange exchange) {
    Findings findings = new Findings();
    Query query = exchange.query(findings);
    LogTree tree = tree(query);
    long from = query.large("from");
    long to = query.large("to");
    if (from > to) {
      query.wrong("to", FindingCode.CONFLICT, "%d is less than %d.".formatted(to, from));
    }
    if (from == 0 && !query.absent("from")) {
      query.wrong("from", FindingCode.OUT_OF_RANGE, "0 is not from 1 on.");
    }
    query.check();
    return proofs
        .consistency(tree, from, to)
        .compose(
            found ->
                found
                    .map(json -> Future.succeededFuture(Reply.json(json)))
                    .orElseGet(AuditOperations::tooEarly));
  }

  /** {@code GET /v1/decisions/{decisionId}/proof}. */
  Future<Reply> proof(Exchange exchange) {
    Findings findings = new Findings();
    UUID id = exchange.decisionId(findings);
    exchange.query(findings).check();
    return proofs
        .inclusion(id == null ? new UUID(0, 0) : id)
        .compose(
            found ->
                found
                    .map(json -> Future.succeededFuture(Reply.json(json)))
                    .orElseGet(
                        () ->
                            Future.failedFuture(
                                new ProblemException(
                                    ProblemCode.PROOF_NOT_FOUND,
                                    "There is no proof of a decision %s.%nMaybe it was made this second, and its proof is there in the next; or by another installation."
                                        .formatted(id)))));
  }

  /** {@code GET /v1/audit/export}. */
  Future<Void> export(Exchange exchange) {
    Findings findings = new Findings();
    Query query = exchange.query(findings);
    boolean going = !query.absent("after") || !query.absent("size");
    Export.Question question =
        new Export.Question(
            tree(query),
            query.instant("from"),
            query.instant("to"),
            Boolean.TRUE.equals(query.choice("opened", List.of(true, false), String::valueOf)),
            going ? query.large("after") : null,
            going ? query.large("size") : null);
    query.check();
    HttpServerResponse response = exchange.context().response();
    return export
        .write(
            question,
            lines -> {
              if (!response.headWritten()) {
                response.setChunked(true).putHeader("Content-Type", "application/jsonl");
              }
              return written(response, lines);
            })
        .recover(
            failure ->
                failure instanceof Export.NothingToExportException
                    ? AuditOperations.<Void>tooEarly(String.valueOf(failure.getMessage()))
                    : Future.failedFuture(failure))
        .compose(done -> response.ended() ? Future.succeededFuture() : response.end());
  }

  private static Future<Void> written(HttpServerResponse response, byte[] lines) {
    if (response.closed()) {
      return Future.failedFuture("The reader has gone.");
    }
    Future<Void> written = response.write(Buffer.buffer(lines));
    if (!response.writeQueueFull()) {
      return Future.succeededFuture();
    }
    Promise<Void> drained = Promise.promise();
    response.drainHandler(ready -> drained.tryComplete());
    response.closeHandler(closed -> drained.tryFail("The reader has gone."));
    return written.compose(done -> drained.future());
  }

  private static LogTree tree(Query query) {
    LogTree tree = query.choice("tree", TREES, LogTree::word);
    return tree == null ? LogTree.DECISIONS : tree;
  }

  private static Future<Reply> tooEarly() {
    return tooEarly("The log has not grown so far.%nMaybe ask for a smaller size.".formatted());
  }

  private static <T> Future<T> tooEarly(String message) {
    return Future.failedFuture(new ProblemException(ProblemCode.PROOF_NOT_FOUND, message));
  }
}
