package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rapport.decision.KeyReusedException;
import org.rapport.decision.OverloadedException;
import org.rapport.decision.UnknownRulebaseException;
import org.rapport.store.StoreUnavailableException;

/** Which failure is answered with which problem. */
class ProblemsTest {
  private static final Map<String, Throwable> FAILURES =
      Map.of(
          "/overloaded", new OverloadedException("Too much is waiting.", 17),
          "/store", new StoreUnavailableException("refused", new IOException("secret host")),
          "/rulebase", new UnknownRulebaseException("x", new TreeSet<>()),
          "/key", new KeyReusedException("k\ud800\u0000" + "x".repeat(10_000)),
          "/other", new IllegalStateException("secret"));

  private static Vertx vertx;
  private static HttpServer server;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    server =
        TestServer.await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request ->
                        Problems.write(
                            request.response(),
                            FAILURES.getOrDefault(request.path(), new IllegalStateException())))
                .listen(0));
  }

  @AfterAll
  static void stop() {
    TestServer.await(vertx.close());
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void overloadSaysWhenToTryAgain() throws IOException, InterruptedException {
    HttpResponse<String> response = get("/overloaded");
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).contains("17");
  }

  @Test
  void anAbsentDatabaseSaysWhenToTryAgainAndNothingElse() throws IOException, InterruptedException {
    HttpResponse<String> response = get("/store");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("15");
    assertThat(response.body()).doesNotContain("secret").doesNotContain("refused");
  }

  @Test
  void theUnforeseenIsNamedButNotTold() throws IOException, InterruptedException {
    HttpResponse<String> response = get("/other");
    JsonObject problem = new JsonObject(response.body());
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(problem.getString("detail")).contains(problem.getString("instance"));
    assertThat(response.body()).doesNotContain("secret").doesNotContain("Exception");
  }

  @Test
  void theCallersFaultsAreTold() throws IOException, InterruptedException {
    assertThat(get("/rulebase").statusCode()).isEqualTo(404);
    HttpResponse<String> reused = get("/key");
    assertThat(reused.statusCode()).isEqualTo(409);
    assertThat(new JsonObject(reused.body()).getString("code")).isEqualTo("key-reused");
  }
}
