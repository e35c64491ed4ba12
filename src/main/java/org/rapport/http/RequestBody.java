package org.rapport.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body whole, whatever its content type says: the stock handler takes a body for
 * a form when a client wrongly says so, and refuses it.
 */
final class RequestBody {
  private final RoutingContext context;
  private final int limit;
  private final Bodies bodies;
  private final Promise<byte[]> promise = Promise.promise();
  private final Buffer buffer = Buffer.buffer();
  private long read;
  private long taken;
  private @Nullable ProblemException refusal;

  private RequestBody(RoutingContext context, int limit, Bodies bodies) {
    this.context = context;
    this.limit = limit;
    this.bodies = bodies;
  }

  /**
   * The body, inflated. Must be called before anything asynchronous happens to the request.
   *
   * @param limit the largest size, in bytes, compressed and inflated alike
   * @return fails with a {@link ProblemException}
   */
  static Future<byte[]> read(RoutingContext context, int limit, Bodies bodies) {
    return new RequestBody(context, limit, bodies).begin();
  }

  private Future<byte[]> begin() {
    HttpServerRequest request = context.request();
    context.addEndHandler(ended -> bodies.budget().release(taken));
    request.handler(this::chunk);
    request.endHandler(ended -> end());
    request.exceptionHandler(
        failure ->
            promise.tryFail(
                new ProblemException(
                    ProblemCode.MALFORMED_HTTP,
                    "The body ended before its time.%nMaybe the connection broke.".formatted())));
    return promise.future();
  }

  private void chunk(Buffer chunk) {
    read += chunk.length();
    if (refusal == null && read > limit) {
      refusal = Inflation.tooLarge(limit);
    } else if (refusal == null && !bodies.budget().take(chunk.length())) {
      refusal =
          new ProblemException(
              Problem.of(
                      ProblemCode.OVERLOADED,
                      "Too many large bodies are being read.%nMaybe try again in %d seconds."
                          .formatted(HttpLimits.RETRY_AFTER_SECONDS))
                  .retryAfter(HttpLimits.RETRY_AFTER_SECONDS));
    } else if (refusal == null) {
      taken += chunk.length();
      buffer.appendBuffer(chunk);
    } else if (read > HttpLimits.DRAINED_BYTES) {
      // A client that still sends would not see the answer: read on for a while, then hang up.
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
      promise.tryFail(refusal);
      context.request().connection().close();
    }
  }

  private void end() {
    if (refusal != null) {
      promise.tryFail(refusal);
      return;
    }
    byte[] body = buffer.getBytes();
    String encoding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding == null) {
      promise.tryComplete(body);
      return;
    }
    bodies
        .work(
            body, HttpLimits.LARGE_COMPRESSED_BYTES, () -> Inflation.inflate(body, encoding, limit))
        .onComplete(promise);
  }
}
