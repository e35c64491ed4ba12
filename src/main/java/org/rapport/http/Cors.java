package org.rapport.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets pages of other origins send events (they hold a write key, never a cookie), and lets senders
 * of CloudEvents ask first.
 */
final class Cors {
  private static final String REMEMBERED_SECONDS = "86400";
  private static final String HEADERS =
      "Authorization, Content-Type, Content-Encoding, X-Write-Key, X-Retry-Count, AnonymousId";

  private Cors() {}

  /** Lets the page that asked read the answer. */
  static void allow(HttpServerResponse response) {
    response.putHeader("Access-Control-Allow-Origin", "*");
    response.putHeader("Access-Control-Expose-Headers", "Retry-After");
  }

  /** Answers {@code OPTIONS} on a path that takes events. */
  static void options(RoutingContext context) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    allow(response);
    response.putHeader("Allow", "POST, OPTIONS");
    response.putHeader("Access-Control-Allow-Methods", "POST, OPTIONS");
    String asked = request.getHeader("Access-Control-Request-Headers");
    response.putHeader("Access-Control-Allow-Headers", asked == null ? HEADERS : asked);
    response.putHeader("Access-Control-Max-Age", REMEMBERED_SECONDS);
    String origin = request.getHeader("WebHook-Request-Origin");
    if (origin != null) {
      response.putHeader("WebHook-Allowed-Origin", origin);
      response.putHeader("WebHook-Allowed-Rate", "*");
    }
    response.setStatusCode(200).end();
  }
}
