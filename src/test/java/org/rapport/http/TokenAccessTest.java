package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rapport.decision.SmallRulebase;
import org.rapport.token.LocalIssuer;
import org.rapport.token.Tokens;

/** A token of the issuer opens what its roles say, and its owner is one person. */
class TokenAccessTest {
  private static final ContractSchemas CONTRACT = new ContractSchemas();
  private static final Vertx VERTX = Vertx.vertx();
  private static LocalIssuer issuer;
  private static KeyPair pair;
  private static HttpHouse house;
  private static TestServer server;

  @BeforeAll
  static void open() {
    issuer = new LocalIssuer(VERTX);
    pair = issuer.add("one", "ES256");
    Tokens tokens = new Tokens(VERTX, issuer.settings(), () -> HttpHouse.NOW);
    TestServer.await(tokens.start());
    house = new HttpHouse(tokens);
    server = house.server();
  }

  @AfterAll
  static void close() {
    house.close();
    issuer.close();
    TestServer.await(VERTX.close());
  }

  private static String token(String subject, String... roles) {
    return LocalIssuer.sign(issuer.claims(subject, HttpHouse.NOW, roles), "one", "ES256", pair);
  }

  private static HttpResponse<byte[]> send(
      String method, String path, String token, JsonObject body) {
    return server.send(
        server
            .keyless(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body.encode())));
  }

  private static JsonObject answered(String operation, HttpResponse<byte[]> response, int status) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.statusCode()).as(text).isEqualTo(status);
    assertThat(CONTRACT.findings(operation, response)).as(text).isEmpty();
    return new JsonObject(text);
  }

  private static HttpResponse<byte[]> get(String path, String token) {
    return send("GET", path, token, new JsonObject());
  }

  @Test
  void aTokenOpensItsDoorsAndNoOthers() {
    answered("getPopulation", get("/v1/population", token("ada", "read")), 200);
    JsonObject refused = answered("listKeys", get("/v1/keys", token("ada", "read")), 403);
    assertThat(refused.getString("code")).isEqualTo("role-missing");
    assertThat(refused.getString("detail"))
        .contains("The token of \"" + issuer.name() + "#ada\" has the role read; this needs admin");
    assertThat(answered("listKeys", get("/v1/keys", token("ada")), 403).getString("detail"))
        .contains("has no role here");
  }

  @Test
  void aWrongTokenIsToldWhy() {
    HttpResponse<byte[]> response = get("/v1/population", token("ada", "read") + "x");
    JsonObject refused = answered("getPopulation", response, 401);
    assertThat(refused.getString("code")).isEqualTo("token-refused");
    assertThat(refused.getString("detail")).contains("signature");
    assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
    JsonObject expired = issuer.claims("ada", HttpHouse.NOW.minusSeconds(900), "read");
    assertThat(
            answered(
                    "getPopulation",
                    get("/v1/population", LocalIssuer.sign(expired, "one", "ES256", pair)),
                    401)
                .getString("detail"))
        .contains("expired at 2026-03-01T09:20:00Z");
  }

  @Test
  void aDecisionIsOnRecordUnderTheIssuersName() {
    JsonObject wanted = new JsonObject().put("customerId", "c-1").put("timeoutMs", 5_000);
    String id =
        answered("decide", send("POST", "/v1/decisions", token("shop", "decide"), wanted), 200)
            .getString("decisionId");
    assertThat(
            house
                .database()
                .query(
                    "SELECT caller FROM rapport.decision WHERE decision_id = '%s'".formatted(id)))
        .isEqualTo(issuer.name() + "#shop");
  }

  @Test
  void nobodyApprovesTheirOwnDraftWithAnotherToken() {
    String drafts = "/v1/rulebases/small/drafts";
    JsonObject draft =
        answered(
            "createDraft",
            send(
                "POST",
                drafts,
                token("ada", "rules:edit"),
                new JsonObject()
                    .put("title", "T")
                    .put(
                        "files", new JsonObject(new TreeMap<>(SmallRulebase.weighing(7).files())))),
            201);
    String path = drafts + "/" + draft.getValue("id");
    JsonObject why = new JsonObject().put("why", "Because");
    JsonObject meant = why.copy().put("version", draft.getString("version"));
    answered(
        "testDraft",
        send("POST", path + "/test", token("ada", "rules:edit"), new JsonObject()),
        200);
    answered("submitDraft", send("POST", path + "/submit", token("ada", "rules:edit"), why), 200);
    JsonObject own =
        answered(
            "approveDraft",
            send("POST", path + "/approve", token("ada", "rules:publish", "read"), meant),
            403);
    assertThat(own.getString("code")).isEqualTo("own-draft");
    answered(
        "approveDraft", send("POST", path + "/approve", token("bob", "rules:publish"), meant), 200);
  }

  @Test
  void keysOpenDoorsWhileTheIssuerIsAway() {
    try (LocalIssuer away = new LocalIssuer(VERTX)) {
      away.goAway();
      Tokens tokens = new Tokens(VERTX, away.settings(), () -> HttpHouse.NOW);
      TestServer.await(tokens.start());
      try (HttpHouse alone = new HttpHouse(tokens)) {
        TestServer there = alone.server();
        assertThat(there.get("/v1/population").statusCode()).isEqualTo(200);
        HttpResponse<byte[]> ready = there.get("/health/ready");
        assertThat(answered("ready", ready, 200).getJsonArray("notes"))
            .isEqualTo(new JsonArray(tokens.notes()))
            .isNotEmpty();
        HttpResponse<byte[]> refused =
            there.send(
                there
                    .keyless("/v1/population")
                    .header(
                        "Authorization",
                        "Bearer "
                            + LocalIssuer.sign(
                                away.claims("ada", HttpHouse.NOW, "read"), "one", "ES256", pair)));
        assertThat(answered("getPopulation", refused, 503).getString("code"))
            .isEqualTo("issuer-unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).contains("60");
      }
    }
  }
}
