package org.rapport.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Whether the service lives, and whether it can do its work. */
final class Health {
  private final HealthChecks checks;
  private final Supplier<List<String>> notes;

  /**
   * Readiness as the sum of these checks.
   *
   * @param readiness by name; a check succeeds when that part can do its work
   * @param notes what whoever looks should know although the work can be done
   */
  Health(Vertx vertx, Map<String, Supplier<Future<Void>>> readiness, Supplier<List<String>> notes) {
    this.notes = notes;
    this.checks = HealthChecks.create(vertx);
    readiness.forEach(
        (name, check) ->
            checks.register(name, HttpLimits.READINESS_MS, promise -> run(check, promise)));
  }

  private static void run(Supplier<Future<Void>> check, Promise<Status> promise) {
    try {
      check
          .get()
          .onComplete(done -> promise.tryComplete(done.succeeded() ? Status.OK() : Status.KO()));
    } catch (RuntimeException e) {
      promise.tryComplete(Status.KO());
    }
  }

  /** {@code GET /health/live}: answers as long as the process can. */
  static Future<Reply> live(RoutingContext context) {
    return Future.succeededFuture(reply(200, new JsonObject().put("status", "up")));
  }

  /** {@code GET /health/ready}: 503 as long as some part cannot do its work. */
  Future<Reply> ready(RoutingContext context) {
    return checks.checkStatus().map(this::reply);
  }

  private Reply reply(CheckResult result) {
    boolean up = CheckResult.isUp(result);
    JsonArray parts = new JsonArray();
    if (result.getChecks() != null) {
      for (CheckResult part : result.getChecks()) {
        parts.add(
            new JsonObject()
                .put("name", part.getId())
                .put("status", CheckResult.isUp(part) ? "up" : "down"));
      }
    }
    return reply(
        up ? 200 : 503,
        new JsonObject()
            .put("status", up ? "up" : "down")
            .put("checks", parts)
            .put("notes", new JsonArray(notes.get())));
  }

  private static Reply reply(int status, JsonObject json) {
    return new Reply(status, "application/json", json.toBuffer().getBytes());
  }
}
