package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Decisions explained over HTTP: every answer fits the contract, and says what is so. */
class UnderstandingPathTest {
  private static final ContractSchemas CONTRACT = new ContractSchemas();
  private static HttpHouse house;
  private static TestServer server;

  @BeforeAll
  static void open() {
    house = new HttpHouse();
    server = house.server();
    List<String> events = new ArrayList<>();
    events.add(event("s", "Signed Up", 1));
    events.add(event("l1", "Lesson Watched", 3));
    events.add(event("l2", "Lesson Watched", 4));
    send(events);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static String event(String id, String type, int day) {
    return """
        {"messageId":"%s","customerId":"ana","event":"%s","occurredAt":"2026-02-%02dT10:00:00Z",
         "properties":{"minutes":12.5}}"""
        .formatted(id, type, day);
  }

  private static void send(List<String> events) {
    server.post("/v1/events", "{\"events\":[" + String.join(",", events) + "]}");
  }

  private static JsonObject good(String operation, HttpResponse<byte[]> response) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.statusCode()).as(text).isEqualTo(200);
    assertThat(CONTRACT.findings(operation, response)).as(text).isEmpty();
    return new JsonObject(text);
  }

  private static void problem(String operation, String path, String code) {
    HttpResponse<byte[]> response = server.get(path);
    JsonObject problem = new JsonObject(new String(response.body(), StandardCharsets.UTF_8));
    assertThat(problem.getString("code")).as(problem.encode()).isEqualTo(code);
    assertThat(CONTRACT.findings(operation, response)).as(problem.encode()).isEmpty();
  }

  private static String decided(String asOf) {
    return "/v1/decisions/"
        + good(
                "decide",
                server.post(
                    "/v1/decisions",
                    "{\"customerId\":\"ana\",\"asOf\":\"%s\",\"timeoutMs\":10000,\"explain\":\"full\"}"
                        .formatted(asOf)))
            .getString("decisionId");
  }

  @Test
  void whyARuleDidNotMatch_namesWhatWasSeenAndWhatIsNeeded() {
    String path = decided("2026-02-10T00:00:00Z");

    JsonObject answer = good("getWhyNot", server.get(path + "/why-not?rule=churn.quiet"));

    JsonObject rule = answer.getJsonArray("rules").getJsonObject(0);
    assertThat(rule.getBoolean("matched")).isFalse();
    assertThat(rule.getBoolean("nearMiss")).isTrue();
    JsonObject condition = rule.getJsonArray("conditions").getJsonObject(0);
    assertThat(condition.getString("field")).isEqualTo("daysSinceLast");
    assertThat(condition.getString("seen")).isEqualTo("6");
    assertThat(condition.getString("operator")).isEqualTo(">=");
    assertThat(condition.getString("needed")).isEqualTo("14");
  }

  @Test
  void whyASegmentOrActionDidNotComeAbout_tellsEveryRuleItHangsOn() {
    String path = decided("2026-02-10T00:00:00Z");

    JsonObject segment = good("getWhyNot", server.get(path + "/why-not?segment=churn-risk"));
    JsonObject action = good("getWhyNot", server.get(path + "/why-not?action=call"));
    JsonObject nobodys = good("getWhyNot", server.get(path + "/why-not?segment=advocacy"));

    assertThat(segment.getValue("level")).isNull();
    assertThat(ids(segment)).containsExactly("churn.quiet", "churn.was-quiet");
    assertThat(action.getValue("rank")).isNull();
    assertThat(ids(action)).containsExactly("nba.call-at-risk");
    assertThat(action.getJsonArray("rules").getJsonObject(0).getJsonObject("says").encode())
        .isEqualTo("{\"suggests\":\"call\",\"priority\":70}");
    assertThat(ids(nobodys)).isEmpty();
  }

  private static List<String> ids(JsonObject answer) {
    List<String> ids = new ArrayList<>();
    JsonArray rules = answer.getJsonArray("rules");
    for (int i = 0; i < rules.size(); i++) {
      ids.add(rules.getJsonObject(i).getString("id"));
    }
    return ids;
  }

  @Test
  void nearMisses_arePartOfTheFullExplanation() {
    String path = decided("2026-02-10T00:00:00Z");

    JsonObject full = good("getExplanation", server.get(path + "/explanation?depth=full"));
    JsonObject counts = good("getExplanation", server.get(path + "/explanation?depth=counts"));
    JsonObject decision = good("getDecision", server.get(path));

    assertThat(full.getJsonArray("nearMisses").encode())
        .contains("\"rule\":\"churn.quiet\"", "\"seen\":\"6\"")
        .doesNotContain("weight.lesson-watched");
    assertThat(counts.containsKey("nearMisses")).isFalse();
    assertThat(decision.getJsonObject("explanation").getJsonArray("nearMisses"))
        .isEqualTo(full.getJsonArray("nearMisses"));
  }

  @Test
  void whatCannotBeAnswered_isAProblemThatSaysWhy() {
    String path = decided("2026-02-10T00:00:00Z");

    problem("getWhyNot", path + "/why-not", "invalid-request");
    problem("getWhyNot", path + "/why-not?rule=a&action=b", "invalid-request");
    problem("getWhyNot", path + "/why-not?rule=churn.unheard-of", "not-in-rules");
    problem("getWhyNot", path + "/why-not?action=dance", "not-in-rules");
    problem(
        "getWhyNot",
        "/v1/decisions/019ca8a7-26da-7000-8000-00000000002a/why-not?action=call",
        "decision-not-found");
  }

  @Test
  void changesSince_addUpToTheDifference_alsoTheOtherWayRound() {
    String early = decided("2026-02-04T00:00:00Z");
    String late = decided("2026-02-10T00:00:00Z");

    JsonObject changes = good("getChangesSince", server.get(late + since(early)));
    JsonObject back = good("getChangesSince", server.get(early + since(late)));

    JsonObject parts = changes.getJsonObject("parts");
    BigDecimal sum =
        decimal(parts, "lateArrivals")
            .add(decimal(parts, "passingOfTime"))
            .add(decimal(parts, "behaviour"))
            .add(decimal(parts, "rulesChanged"));
    assertThat(sum)
        .isEqualByComparingTo(decimal(changes, "difference"))
        .isEqualByComparingTo(
            decimal(changes.getJsonObject("is"), "raw")
                .subtract(decimal(changes.getJsonObject("was"), "raw")));
    assertThat(decimal(parts, "passingOfTime")).isNegative();
    assertThat(decimal(parts, "behaviour")).isPositive();
    assertThat(decimal(back, "difference"))
        .isEqualByComparingTo(decimal(changes, "difference").negate());
  }

  private static String since(String path) {
    return "/changes-since" + path.substring(path.lastIndexOf('/'));
  }

  private static BigDecimal decimal(JsonObject object, String name) {
    return new BigDecimal(object.getValue(name).toString());
  }

  @Test
  void aReplay_givesTheSameBytes() {
    String path = decided("2026-02-10T00:00:00Z");

    JsonObject replay = good("replay", server.post(path + "/replay", ""));

    assertThat(replay.getBoolean("ownBuild")).isTrue();
    assertThat(replay.getBoolean("same")).isTrue();
    assertThat(replay.getString("recordedAnswer")).isEqualTo(replay.getString("replayedAnswer"));
    HttpResponse<byte[]> other = server.post(path + "/replay?version=sha256:unheard-of", "");
    assertThat(new String(other.body(), StandardCharsets.UTF_8)).contains("rules-not-here");
  }

  @Test
  void aCounterfactual_isToldWithWhatTheRulesCameToThen() {
    // Nothing for 16 days: about to leave, and to be called.
    String path = decided("2026-02-20T00:00:00Z");

    JsonObject segment =
        good("getCounterfactual", server.get(path + "/counterfactual?segment=churn-risk"));
    JsonObject action = good("getCounterfactual", server.get(path + "/counterfactual?action=call"));
    JsonObject never =
        good("getCounterfactual", server.get(path + "/counterfactual?segment=advocacy"));
    JsonObject already =
        good(
            "getCounterfactual",
            server.get(path + "/counterfactual?segment=churn-risk&level=high"));

    JsonObject change = segment.getJsonArray("changes").getJsonObject(0);
    assertThat(change.getString("event")).isEqualTo("Lesson Watched");
    assertThat(change.getInteger("times")).isEqualTo(1);
    assertThat(change.getString("to")).isEqualTo("2026-02-19");
    assertThat(segment.getJsonObject("then").getJsonArray("segments")).isEmpty();
    assertThat(action.getJsonObject("then").getString("action")).isEqualTo("mail");
    assertThat(never.getBoolean("found")).isFalse();
    assertThat(never.getBoolean("everythingTried")).isTrue();
    assertThat(already.getJsonArray("changes")).isEmpty();
    problem("getCounterfactual", path + "/counterfactual", "invalid-request");
    problem("getCounterfactual", path + "/counterfactual?action=dance", "not-in-rules");
    problem(
        "getCounterfactual", path + "/counterfactual?segment=upsell&level=high", "invalid-request");
  }
}
