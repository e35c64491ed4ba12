package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in, decisions out, everything read back: every good answer fits the contract. */
class WholePathTest {
  private static final ContractSchemas CONTRACT = new ContractSchemas();
  private static HttpHouse house;
  private static TestServer server;

  @BeforeAll
  static void open() {
    house = new HttpHouse();
    server = house.server();
    List<String> events = new ArrayList<>();
    for (int day = 1; day <= 20; day++) {
      events.add(event("lesson-" + day, "ana/1 b", "Lesson Watched", day));
    }
    events.add(event("signup", "ana/1 b", "Signed Up", 1));
    events.add(event("plan", "ana/1 b", "Plan Bought", 2));
    JsonObject answer = good("sendEvents", send(events));
    assertThat(answer.getInteger("accepted")).isEqualTo(22);
    assertThat(good("sendEvents", send(events)).getInteger("duplicates")).isEqualTo(22);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static String event(String id, String customer, String type, int day) {
    return """
        {"messageId":"%s","customerId":"%s","accountId":"acme","event":"%s",
         "occurredAt":"2026-02-%02dT10:00:00Z","properties":{"minutes":12.5,"plan":"monthly"}}"""
        .formatted(id, customer, type, day);
  }

  private static HttpResponse<byte[]> send(List<String> events) {
    return server.post("/v1/events", "{\"events\":[" + String.join(",", events) + "]}");
  }

  /** The answer, which is good and as the contract says. */
  private static JsonObject good(String operation, HttpResponse<byte[]> response) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.statusCode()).as(text).isEqualTo(200);
    assertThat(CONTRACT.findings(operation, response)).as(text).isEmpty();
    return new JsonObject(text);
  }

  private static JsonObject problem(String operation, HttpResponse<byte[]> response, String code) {
    JsonObject problem = new JsonObject(new String(response.body(), StandardCharsets.UTF_8));
    assertThat(problem.getString("code")).as(problem.encode()).isEqualTo(code);
    assertThat(CONTRACT.findings(operation, response)).as(problem.encode()).isEmpty();
    return problem;
  }

  private static JsonObject decide(String explain) {
    return good(
        "decide",
        server.post(
            "/v1/decisions",
            "{\"customerId\":\"ana/1 b\",\"explain\":\"%s\",\"timeoutMs\":10000}"
                .formatted(explain)));
  }

  @Test
  void aDecisionIsReadBackToTheByte() {
    for (String depth : List.of("none", "summary", "counts", "full")) {
      JsonObject decision = decide(depth);
      assertThat(decision.getBoolean("fallback")).isFalse();
      String path = "/v1/decisions/" + decision.getString("decisionId");
      HttpResponse<byte[]> again = server.get(path);
      assertThat(good("getDecision", again)).isEqualTo(decision);
      JsonObject explanation =
          good("getExplanation", server.get(path + "/explanation?depth=" + depth));
      assertThat(explanation.getString("depth")).isEqualTo(depth);
    }
  }

  @Test
  void anUnknownCustomerIsNoErrorAndAnUnknownDecisionIs() {
    JsonObject decision =
        good("decide", server.post("/v1/decisions", "{\"customerId\":\"nobody\"}"));
    assertThat(decision.getJsonArray("actions")).isNotEmpty();
    problem(
        "getDecision",
        server.get("/v1/decisions/019ca8a7-26da-7000-8000-00000000002a"),
        "decision-not-found");
    problem("getCustomer", server.get("/v1/customers/nobody"), "customer-not-found");
    problem(
        "decide",
        server.post("/v1/decisions", "{\"customerId\":\"c\",\"rulebase\":\"none\"}"),
        "rulebase-not-found");
    problem("getRulebase", server.get("/v1/rulebases/none"), "rulebase-not-found");
  }

  @Test
  void anIdempotencyKeyStandsForOneRequest() {
    String body = "{\"customerId\":\"ana/1 b\",\"timeoutMs\":10000}";
    HttpResponse<byte[]> first = withKey("key-1", body);
    HttpResponse<byte[]> second = withKey("key-1", body);
    good("decide", first);
    assertThat(second.body()).isEqualTo(first.body());
    problem("decide", withKey("key-1", "{\"customerId\":\"other\"}"), "key-reused");
  }

  private static HttpResponse<byte[]> withKey(String key, String body) {
    return server.send(
        server
            .request("/v1/decisions")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void aBatchRefusesAnIdempotencyKeyInsteadOfPassingItBy() {
    HttpResponse<byte[]> answer =
        server.send(
            server
                .request("/v1/decisions/batch")
                .header("Idempotency-Key", "key-2")
                .POST(BodyPublishers.ofString("{\"customerIds\":[\"a\"]}")));
    JsonObject problem = problem("decideBatch", answer, "invalid-request");
    assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("/header/Idempotency-Key");
  }

  /** With the default time of one decision, the last of a large batch on a busy machine ran out. */
  @Test
  void nobodyInABatchOfAThousandIsAFallbackForWaitingForTheOthers() {
    String ids =
        IntStream.range(0, 1_000)
            .mapToObj(number -> "\"batch-%d\"".formatted(number))
            .collect(Collectors.joining(","));

    JsonObject answer =
        good(
            "decideBatch",
            server.post("/v1/decisions/batch", "{\"customerIds\":[%s]}".formatted(ids)));

    assertThat(answer.getJsonArray("decisions")).hasSize(1_000);
    assertThat(answer.getJsonArray("decisions").stream())
        .noneMatch(decision -> ((JsonObject) decision).getBoolean("fallback"));
  }

  @Test
  void aMissingDayOfScoresIsOneFinding() {
    JsonObject problem =
        problem(
            "getScores",
            server.get("/v1/customers/ana%2F1%20b/scores?from=2026-02-01"),
            "invalid-request");
    assertThat(problem.getJsonArray("errors")).hasSize(1);
  }

  @Test
  void aBodyThatWasCutOffIsToldWithoutTheParsersOwnWords() {
    JsonObject problem =
        problem("decide", server.post("/v1/decisions", "{\"customerId\":\"a\""), "malformed-body");
    assertThat(problem.getString("detail"))
        .contains("line 1, column 18", "expected close marker for Object")
        .doesNotContain("Source", "StreamReadFeature");
  }

  private static HttpResponse<byte[]> typed(
      String method, String path, String contentType, String body) {
    HttpRequest.Builder request =
        server.request(path).method(method, BodyPublishers.ofString(body));
    return server.send(
        contentType.isEmpty() ? request : request.header("Content-Type", contentType));
  }

  private static HttpResponse<byte[]> typed(String operation, String contentType) {
    return switch (operation) {
      case "decide" -> typed("POST", "/v1/decisions", contentType, "{\"customerId\":\"a\"}");
      case "decideBatch" ->
          typed("POST", "/v1/decisions/batch", contentType, "{\"customerIds\":[\"a\"]}");
      case "evaluate" ->
          typed("POST", "/v1/evaluate", contentType, "{\"customer\":{\"id\":\"a\"}}");
      default ->
          typed("PUT", "/v1/customers/typed/attributes", contentType, "{\"attributes\":{\"x\":1}}");
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"decide", "decideBatch", "evaluate", "putAttributes"})
  void jsonIsReadAsWhatHurriedClientsCallIt(String operation) {
    for (String contentType :
        List.of(
            "",
            "application/x-www-form-urlencoded",
            "text/plain;charset=UTF-8",
            "Application/JSON",
            "application/merge-patch+json")) {
      good(operation, typed(operation, contentType));
    }
    for (String contentType : List.of("multipart/form-data; boundary=x", "application/xml")) {
      problem(operation, typed(operation, contentType), "unsupported-media-type");
    }
  }

  @Test
  void aBatchAnswersInTheOrderOfItsIds() {
    List<String> ids = new ArrayList<>();
    for (int index = 0; index < 50; index++) {
      ids.add("c-" + index);
    }
    JsonObject answer =
        good(
            "decideBatch",
            server.post(
                "/v1/decisions/batch",
                new JsonObject()
                    .put("customerIds", new JsonArray(ids))
                    .put("explain", "none")
                    .put("timeoutMs", 10_000)
                    .encode()));
    assertThat(answer.getJsonArray("decisions").stream())
        .extracting(each -> ((JsonObject) each).getString("customerId"))
        .containsExactlyElementsOf(ids);
    problem(
        "decideBatch",
        server.post("/v1/decisions/batch", "{\"customerIds\":[\"a\"],\"rulebase\":\"none\"}"),
        "rulebase-not-found");
  }

  @Test
  void factsGivenInlineDecideLikeStoredOnes() {
    JsonArray activity = new JsonArray();
    for (int day = 1; day <= 20; day++) {
      activity.add(
          new JsonObject()
              .put("event", "Lesson Watched")
              .put("day", "2026-02-%02d".formatted(day))
              .put("count", 1)
              .put("values", new JsonObject().put("minutes", new JsonObject().put("total", 12.5))));
    }
    for (String type : List.of("Signed Up", "Plan Bought")) {
      activity.add(
          new JsonObject()
              .put("event", type)
              .put("day", type.equals("Signed Up") ? "2026-02-01" : "2026-02-02")
              .put("count", 1));
    }
    JsonObject inline =
        good(
            "evaluate",
            server.post(
                "/v1/evaluate",
                new JsonObject()
                    .put("customer", new JsonObject().put("id", "ana/1 b").put("account", "acme"))
                    .put("attributes", new JsonObject().put("plan", "monthly"))
                    .put("activity", activity)
                    .put("wasIn", new JsonObject().put("churn-risk", "high"))
                    .put("timeoutMs", 10_000)
                    .encode()));
    JsonObject stored = decide("none");
    assertThat(inline.getJsonObject("score").getNumber("raw"))
        .isEqualTo(stored.getJsonObject("score").getNumber("raw"));
    assertThat(inline.getString("phase")).isEqualTo(stored.getString("phase"));
  }

  @Test
  void valuesThatAddUpBeyondCountingSpoilNothing() {
    String day =
        "{\"event\":\"Lesson Watched\",\"day\":\"2026-02-2%d\",\"count\":9,"
            + "\"values\":{\"minutes\":{\"total\":%s1e9,\"latest\":-1e9}}}";
    for (String sign : List.of("", "-")) {
      String days = (day.formatted(1, sign) + "," + day.formatted(2, sign) + ",").repeat(9_999);
      good(
          "evaluate",
          server.post(
              "/v1/evaluate",
              "{\"timeoutMs\":10000,\"activity\":[" + days.substring(0, days.length() - 1) + "]}"));
    }
  }

  @Test
  void whatIsKnownIsReadBack() {
    JsonObject put =
        good(
            "putAttributes",
            server.send(
                server
                    .request("/v1/customers/ben/attributes")
                    .header("Content-Type", "application/json")
                    .PUT(
                        BodyPublishers.ofString(
                            "{\"attributes\":{\"plan\":\"yearly\",\"nps\":9,\"gone\":null}}"))));
    assertThat(put.getInteger("accepted")).isEqualTo(1);
    decide("none");
    String ana = "/v1/customers/ana%2F1%20b";
    JsonObject customer = good("getCustomer", server.get(ana));
    assertThat(customer.getString("accountId")).isEqualTo("acme");
    assertThat(customer.getJsonObject("latestDecision")).isNotNull();
    good("getCustomer", server.get(ana + "?asOf=2026-02-10T00:00:00%2B01:00&rulebase=small"));
    JsonObject activity = good("getActivity", server.get(ana + "/activity"));
    assertThat(activity.getJsonArray("activity")).hasSize(3);
    JsonObject page =
        good("getEvents", server.get(ana + "/events?event=Lesson%20Watched&limit=15"));
    assertThat(page.getJsonArray("events")).hasSize(15);
    JsonObject rest =
        good(
            "getEvents",
            server.get(
                ana
                    + "/events?event=Lesson%20Watched&limit=15&cursor="
                    + page.getString("nextCursor")));
    assertThat(rest.getJsonArray("events")).hasSize(5);
    assertThat(rest.getString("nextCursor")).isNull();
    assertThat(
            good("getScores", server.get(ana + "/scores?from=2026-02-01&to=2026-02-10"))
                .getJsonArray("scores"))
        .isNotEmpty();
    assertThat(
            good("listCustomers", server.get("/v1/customers?q=ana&sort=-score&limit=5"))
                .getJsonArray("customers"))
        .hasSize(1);
    good("getPopulation", server.get("/v1/population"));
    good("listRulebases", server.get("/v1/rulebases"));
    good("getRulebase", server.get("/v1/rulebases/small"));
    assertThat(good("ready", server.get("/health/ready")).getString("status")).isEqualTo("up");
  }

  @Test
  void wrongParametersAreAllTold() {
    JsonObject problem =
        problem(
            "listCustomers",
            server.get("/v1/customers?segment=none&limit=0&sort=up&page=2&cursor=x&band=a&band=b"),
            "invalid-request");
    assertThat(problem.getJsonArray("errors").stream().map(each -> ((JsonObject) each)))
        .extracting(each -> each.getString("pointer") + " " + each.getString("code"))
        .containsExactlyInAnyOrder(
            "/query/segment unknown-word",
            "/query/limit out-of-range",
            "/query/sort unknown-word",
            "/query/page unknown-field",
            "/query/band repeated");
    assertThat(pointers(server.get("/v1/customers?cursor=x"))).containsExactly("/query/cursor");
    assertThat(pointers(server.get("/v1/customers/c/events?cursor=x&limit=1")))
        .containsExactly("/query/cursor");
    assertThat(pointers(server.get("/v1/customers/c/scores?from=2026-02-31")))
        .containsExactly("/query/from", "/query/to");
    assertThat(pointers(server.get("/v1/customers/c/scores?from=2024-01-01&to=2026-01-01")))
        .containsExactly("/query/to");
    assertThat(pointers(server.get("/v1/customers?level=high"))).containsExactly("/query/level");
    assertThat(pointers(server.get("/v1/customers/%00?asOf=x")))
        .containsExactly("/path/customerId", "/query/asOf");
  }

  private static List<String> pointers(HttpResponse<byte[]> response) {
    assertThat(response.statusCode()).isEqualTo(400);
    return new JsonObject(new String(response.body(), StandardCharsets.UTF_8))
        .getJsonArray("errors").stream()
            .map(each -> ((JsonObject) each).getString("pointer"))
            .toList();
  }
}
