package org.rapport.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;

/** What is answered without a key, or to this machine only. */
final class OpenDoors {
  private static final byte[] WELCOME =
      """
      Rapport: events in, an explained decision out.

      The contract     /openapi.yaml
      Health           /health/live  /health/ready
      Everything else  under /v1, with the header Authorization: Bearer <api key>
      """
          .getBytes(StandardCharsets.UTF_8);

  private final byte[] contract;
  private final Metrics metrics;

  OpenDoors(byte[] contract, Metrics metrics) {
    this.contract = contract;
    this.metrics = metrics;
  }

  /** {@code GET /}. */
  Future<Reply> welcome(RoutingContext context) {
    return Future.succeededFuture(new Reply(200, "text/plain; charset=utf-8", WELCOME));
  }

  /** {@code GET /openapi.yaml}. */
  Future<Reply> contract(RoutingContext context) {
    return Future.succeededFuture(new Reply(200, "application/yaml", contract));
  }

  /** {@code GET /metrics}: open to this machine, with a key to others. */
  Future<Reply> metrics(RoutingContext context, Access.Door door) {
    return fromThisMachine(context.request())
        ? Future.succeededFuture(metrics())
        : door.caller(context).map(known -> metrics());
  }

  private Reply metrics() {
    return new Reply(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        metrics.scrape().getBytes(StandardCharsets.UTF_8));
  }

  private static boolean fromThisMachine(HttpServerRequest request) {
    // Behind a proxy on this machine everybody would seem to be here.
    if (request.headers().contains("X-Forwarded-For") || request.headers().contains("Forwarded")) {
      return false;
    }
    String host = request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
    return host != null && (host.startsWith("127.") || host.equals("0:0:0:0:0:0:0:1"));
  }
}
