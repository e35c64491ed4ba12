package org.rapport.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Caller;
import org.rapport.model.Subject;

/**
 * One request of a known caller, with the ways to read it.
 *
 * @param caller whose key was shown
 */
record Exchange(RoutingContext context, Caller caller, Bodies bodies) {

  /** What answers an exchange. */
  interface Endpoint {
    Future<Reply> answer(Exchange exchange);
  }

  /**
   * Reads the body as JSON of at most so many bytes and makes something of it.
   *
   * @return fails for a content type that is not {@link JsonContentType#takes taken}
   */
  <T> Future<T> json(int limit, Parse<T> parse) {
    String contentType = context.request().getHeader("Content-Type");
    if (!JsonContentType.takes(contentType)) {
      return Future.failedFuture(
          new ProblemException(
              ProblemCode.UNSUPPORTED_MEDIA_TYPE,
              "The content type %s is not JSON.%nMaybe add the header Content-Type: application/json."
                  .formatted(Words.quoted(String.valueOf(contentType)))));
    }
    return RequestBody.read(context, limit, bodies)
        .compose(body -> bodies.work(body, HttpLimits.LARGE_BODY_BYTES, () -> parse.parse(body)));
  }

  /** Makes something of a body. */
  interface Parse<T> {
    T parse(byte[] body);
  }

  /** A header's value, or null. */
  @Nullable String header(String name) {
    return context.request().getHeader(name);
  }

  /** The decision's id in the path, or null after noting what is wrong. */
  @Nullable UUID decisionId(Findings findings) {
    return decisionId("decisionId", findings);
  }

  /** A decision's id in the path by this name, or null after noting what is wrong. */
  @Nullable UUID decisionId(String name, Findings findings) {
    String text = String.valueOf(context.pathParam(name));
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Told below, like a shortened form.
    }
    findings.add(
        "/path/" + name,
        FindingCode.BAD_ID,
        "%s is not the id of a decision.%nMaybe it was cut: ids have 36 characters."
            .formatted(Words.quoted(text)));
    return null;
  }

  /** The customer's id in the path; empty after noting what is wrong. */
  String customerId(Findings findings) {
    return inPath("customerId", Subject.MAX_ID_LENGTH, findings);
  }

  /** A word in the path; empty after noting what is wrong. */
  String word(String name, Findings findings) {
    return inPath(name, HttpLimits.WORD_LENGTH, findings);
  }

  private String inPath(String name, int longest, Findings findings) {
    String text =
        Checks.text(String.valueOf(context.pathParam(name)), "/path/" + name, longest, findings);
    return text == null ? "" : text;
  }

  /** The query parameters. */
  Query query(Findings findings) {
    return new Query(context.queryParams(), findings);
  }
}
