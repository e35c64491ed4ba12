package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the service answers before any use case is reached. */
class HttpServiceTest {
  private static final ContractSchemas CONTRACT = new ContractSchemas();
  private static HttpHouse house;
  private static TestServer server;

  @BeforeAll
  static void start() {
    house = new HttpHouse();
    server = house.server();
  }

  @AfterAll
  static void stop() {
    house.close();
  }

  private static JsonObject problem(HttpResponse<byte[]> response, int status, String code) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.statusCode()).as(text).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonObject problem = new JsonObject(text);
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getString("type")).isEqualTo("/problems/" + code);
    return problem;
  }

  @Test
  void aWrongRequestIsToldEverythingThatIsWrong() {
    HttpResponse<byte[]> response =
        server.post(
            "/v1/decisions",
            """
            {"customerId":"", "asOf":"yesterday", "limit":99, "explain":"deep", "contxt":{},
             "timeoutMs":"200", "channel":"a\\u0000b", "context":{"page":{"deep":1}, "x":null}}
            """);
    JsonObject problem = problem(response, 400, "invalid-request");
    assertThat(problem.getJsonArray("errors").stream().map(each -> ((JsonObject) each)))
        .extracting(each -> each.getString("pointer") + " " + each.getString("code"))
        .containsExactlyInAnyOrder(
            "/customerId empty",
            "/asOf bad-instant",
            "/limit out-of-range",
            "/explain unknown-word",
            "/contxt unknown-field",
            "/timeoutMs wrong-type",
            "/channel bad-character",
            "/context/page wrong-type",
            "/context/x wrong-type");
    assertThat(CONTRACT.findings("decide", response)).isEmpty();
  }

  @Test
  void noKeyAndAWrongKeyAreToldApart() {
    problem(
        server.send(server.keyless("/v1/decisions").POST(BodyPublishers.ofString("{}"))),
        401,
        "key-missing");
    problem(
        server.send(server.keyless("/v1/population").header("Authorization", "Bearer other")),
        401,
        "key-unknown");
  }

  @Test
  void nothingThereAndWrongMethodsAreProblems() {
    problem(server.get("/v1/nothing"), 404, "path-not-found");
    HttpResponse<byte[]> response = server.get("/v1/decisions");
    problem(response, 405, "method-not-allowed");
    assertThat(response.headers().firstValue("Allow")).contains("POST");
    problem(server.get("/v1/decisions/not-an-id?x=1"), 400, "invalid-request");
    problem(server.get("/" + "x".repeat(9_000)), 414, "uri-too-long");
    problem(
        server.send(server.request("/v1/population").header("X-Long", "x".repeat(20_000))),
        431,
        "headers-too-large");
  }

  @Test
  void healthTheContractAndTheWelcomeAreOpen() {
    Map<String, String> open =
        Map.of(
            "live", "/health/live",
            "ready", "/health/ready",
            "contract", "/openapi.yaml",
            "metrics", "/metrics",
            "welcome", "/");
    open.forEach(
        (operation, path) -> {
          HttpResponse<byte[]> response = server.send(server.keyless(path));
          assertThat(response.statusCode()).as(path).isEqualTo(200);
          assertThat(CONTRACT.findings(operation, response)).as(path).isEmpty();
        });
  }

  @Test
  void metricsThroughAProxyNeedTheKey() {
    problem(
        server.send(server.keyless("/metrics").header("X-Forwarded-For", "192.0.2.1")),
        401,
        "key-missing");
    assertThat(server.get("/v1/nothing").statusCode()).isEqualTo(404);
    String metrics = new String(server.get("/metrics").body(), StandardCharsets.UTF_8);
    assertThat(metrics)
        .contains(
            "rapport_http_requests_seconds_count{method=\"GET\",route=\"none\",status=\"404\"}");
  }
}
