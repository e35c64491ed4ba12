package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapport.decision.SmallRulebase;

/** From a draft to what decides, over the API, by two people. */
class DraftsTest {
  private static final ContractSchemas CONTRACT = new ContractSchemas();
  private static final String DRAFTS = "/v1/rulebases/small/drafts";

  private HttpHouse house;
  private TestServer server;
  private String ada;
  private String bob;

  @BeforeEach
  void open() {
    house = new HttpHouse();
    server = house.server();
    ada = key("ada-laptop", "ada");
    bob = key("bob-laptop", "bob");
  }

  @AfterEach
  void close() {
    house.close();
  }

  private String key(String name, String owner) {
    String body =
        "{\"name\":\"%s\",\"owner\":\"%s\",\"roles\":[\"rules:edit\",\"rules:publish\",\"decide\"]}"
            .formatted(name, owner);
    return json(server.post("/v1/keys", body)).getString("key");
  }

  private static JsonObject json(HttpResponse<byte[]> response) {
    return new JsonObject(new String(response.body(), StandardCharsets.UTF_8));
  }

  /** Calls an operation, and holds the answer against the contract. */
  private JsonObject call(
      String operation,
      String key,
      String method,
      String path,
      @Nullable JsonObject body,
      int status) {
    HttpRequest.Builder request =
        server
            .keyless(path)
            .header("Authorization", "Bearer " + key)
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
    HttpResponse<byte[]> response = server.send(request);
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.statusCode()).as(text).isEqualTo(status);
    if (response.body().length == 0) {
      assertThat(status).isEqualTo(204);
      return new JsonObject();
    }
    assertThat(CONTRACT.findings(operation, response)).as(text).isEmpty();
    return json(response);
  }

  private static JsonObject files(String file, String from, String to) {
    Map<String, String> files = new TreeMap<>(SmallRulebase.source().files());
    files.computeIfPresent(file, (name, text) -> text.replace(from, to));
    return new JsonObject(new TreeMap<>(files));
  }

  private static JsonObject heavier() {
    JsonObject files = files("weights.drl", ".each( 2 )", ".each( 3 )");
    String weights = files.getString("weights.drl");
    return files.put("weights.drl", weights.replace("2 points each", "3 points each"));
  }

  private JsonObject create(String key, JsonObject files) {
    return call(
        "createDraft",
        key,
        "POST",
        DRAFTS,
        new JsonObject().put("title", "Lessons weigh more").put("files", files),
        201);
  }

  private static JsonObject seen(JsonObject draft) {
    return new JsonObject().put("version", draft.getString("version")).put("why", "Looks right");
  }

  private static JsonObject why() {
    return new JsonObject().put("why", "Lessons are what people come for");
  }

  private static String at(JsonObject draft, String step) {
    return DRAFTS + "/" + draft.getString("id") + step;
  }

  private JsonObject submitted(String key, JsonObject files) {
    JsonObject draft = create(key, files);
    call("testDraft", key, "POST", at(draft, "/test"), null, 200);
    return call("submitDraft", key, "POST", at(draft, "/submit"), why(), 200);
  }

  private String deciding() {
    return call("listVersions", ada, "GET", "/v1/rulebases/small/versions", null, 200)
        .getString("deciding");
  }

  private String versionThatDecides() {
    JsonObject answer =
        call(
            "decide",
            ada,
            "POST",
            "/v1/decisions",
            new JsonObject().put("customerId", "c1").put("timeoutMs", 10_000),
            200);
    return answer.getJsonObject("rulebase").getString("version");
  }

  @Test
  void aDraftBecomesWhatDecidesWhenAnotherApprovesIt() {
    String before = deciding();
    JsonObject draft = create(ada, heavier());
    assertThat(draft.getString("status")).isEqualTo("open");
    assertThat(draft.getString("base")).isEqualTo(before);
    assertThat(draft.getJsonArray("changed")).containsExactly("weights.drl");
    assertThat(draft.getJsonArray("authors")).containsExactly("ada");

    assertThat(call("submitDraft", ada, "POST", at(draft, "/submit"), why(), 409).getString("code"))
        .as("not tested")
        .isEqualTo("not-ready");
    JsonObject tested = call("testDraft", ada, "POST", at(draft, "/test"), null, 200);
    assertThat(tested.getBoolean("tested")).isTrue();
    assertThat(tested.getInteger("conditionOutcomes")).isPositive();
    assertThat(tested.getJsonArray("conditionsUnseen")).isNotNull();
    assertThat(tested.getJsonObject("randomCustomers").getInteger("tried")).isPositive();
    assertThat(tested.getJsonObject("randomCustomers").getJsonArray("failures")).isEmpty();
    call("submitDraft", ada, "POST", at(draft, "/submit"), why(), 200);
    assertThat(
            call("approveDraft", ada, "POST", at(draft, "/approve"), seen(draft), 403)
                .getString("code"))
        .isEqualTo("own-draft");
    String otherKeyOfAda = key("ada-phone", "ada");
    call("approveDraft", otherKeyOfAda, "POST", at(draft, "/approve"), seen(draft), 403);
    call("publishDraft", ada, "POST", at(draft, "/publish"), seen(draft), 409);
    assertThat(versionThatDecides()).isEqualTo(before);

    call("approveDraft", bob, "POST", at(draft, "/approve"), seen(draft), 200);
    call("publishDraft", ada, "POST", at(draft, "/publish"), seen(draft), 200);

    assertThat(deciding()).isEqualTo(draft.getString("version"));
    assertThat(versionThatDecides()).isEqualTo(draft.getString("version"));
    JsonObject told = call("getDraft", bob, "GET", at(draft, ""), null, 200);
    assertThat(told.getJsonArray("steps").stream().map(step -> ((JsonObject) step)))
        .extracting(step -> step.getString("step") + " by " + step.getString("owner"))
        .containsExactly(
            "draft-approved by bob",
            "draft-submitted by ada",
            "draft-tested by ada",
            "draft-created by ada");

    JsonObject back = new JsonObject().put("version", before).put("why", "Too many were happy");
    call("rollBack", bob, "POST", "/v1/rulebases/small/rollback", back, 200);
    assertThat(versionThatDecides()).isEqualTo(before);
    JsonArray versions =
        call("listVersions", ada, "GET", "/v1/rulebases/small/versions", null, 200)
            .getJsonArray("versions");
    assertThat(versions.stream().map(each -> ((JsonObject) each).getString("step")))
        .containsExactly("rolled-back", "published", "bootstrapped");
    assertThat(
            house
                .database()
                .query(
                    "SELECT string_agg(convert_from(body, 'UTF8')::json ->> 'step', ' '"
                        + " ORDER BY seq) FROM rapport.step_log WHERE subject = 'rulebase:small'"))
        .isEqualTo("bootstrapped published rolled-back");
  }

  @Test
  void anyChangeVoidsWhatWasTestedAndApproved() {
    JsonObject draft = submitted(ada, heavier());
    call("approveDraft", bob, "POST", at(draft, "/approve"), seen(draft), 200);

    JsonObject change =
        new JsonObject()
            .put("revision", 1)
            .put("files", files("weights.drl", "once( 5 )", "once( 6 )"));
    JsonObject changed = call("changeDraft", bob, "PUT", at(draft, ""), change, 200);

    assertThat(changed.getString("status")).isEqualTo("open");
    assertThat(changed.getBoolean("tested")).isFalse();
    assertThat(changed.getJsonArray("authors")).containsExactly("ada", "bob");
    call("publishDraft", bob, "POST", at(draft, "/publish"), seen(draft), 409);
    call("publishDraft", bob, "POST", at(draft, "/publish"), seen(changed), 409);
    assertThat(call("changeDraft", ada, "PUT", at(draft, ""), change, 409).getString("code"))
        .as("revision 1 is of the past")
        .isEqualTo("changed-meanwhile");
    call("testDraft", ada, "POST", at(draft, "/test"), null, 200);
    call("submitDraft", ada, "POST", at(draft, "/submit"), why(), 200);
    call("approveDraft", bob, "POST", at(draft, "/approve"), seen(changed), 403);
    call("approveDraft", ada, "POST", at(draft, "/approve"), seen(draft), 409);
  }

  @Test
  void whatHasErrorsOrFailingCasesGoesNoFurther() {
    JsonObject broken = create(ada, new JsonObject(new TreeMap<>(SmallRulebase.broken().files())));
    assertThat(broken.getString("version")).isNull();
    assertThat(broken.getJsonArray("diagnostics")).isNotEmpty();
    call("testDraft", ada, "POST", at(broken, "/test"), null, 409);
    call("submitDraft", ada, "POST", at(broken, "/submit"), why(), 409);

    JsonObject failing =
        create(
            ada,
            heavier()
                .put(
                    "tests/wrong.yaml",
                    """
                    - title: Nobody is thriving without a lesson
                      asOf: 2026-03-01
                      given:
                        events:
                          - {event: Signed Up, daysAgo: 20}
                      expect:
                        phase: PAYING
                    """));
    assertThat(failing.getString("version")).as(failing.encode()).isNotNull();
    JsonObject tested = call("testDraft", ada, "POST", at(failing, "/test"), null, 200);
    assertThat(tested.getBoolean("tested")).isFalse();
    assertThat(tested.getJsonArray("failed").getJsonObject(0).getString("file"))
        .isEqualTo("tests/wrong.yaml");
    call("submitDraft", ada, "POST", at(failing, "/submit"), why(), 409);
  }

  @Test
  void aDraftFromWhatIsLiveNoLongerMustBeBroughtUpToDate() {
    JsonObject first = submitted(ada, heavier());
    JsonObject second = submitted(ada, files("weights.drl", "once( 5 )", "once( 7 )"));
    for (JsonObject draft : List.of(first, second)) {
      call("approveDraft", bob, "POST", at(draft, "/approve"), seen(draft), 200);
    }
    call("publishDraft", bob, "POST", at(first, "/publish"), seen(first), 200);

    assertThat(
            call("publishDraft", bob, "POST", at(second, "/publish"), seen(second), 409)
                .getString("code"))
        .isEqualTo("changed-meanwhile");

    assertThat(deciding()).isEqualTo(first.getString("version"));
    JsonObject change =
        new JsonObject()
            .put("revision", 1)
            .put("base", first.getString("version"))
            .put("files", heavier());
    JsonObject rebased = call("changeDraft", ada, "PUT", at(second, ""), change, 200);
    assertThat(rebased.getJsonArray("changed")).isEmpty();
  }

  @Test
  void theImpactOfADraftIsMeasuredKeptAndCurrentUntilTheDraftChanges() {
    StringBuilder events = new StringBuilder();
    for (int customer = 0; customer < 40; customer++) {
      events
          .append(customer == 0 ? "" : ",")
          .append(
              "{\"messageId\":\"m%d\",\"customerId\":\"c%d\",\"event\":\"Lesson Watched\",\"occurredAt\":\"2026-02-20T00:00:00Z\"}"
                  .formatted(customer, customer));
    }
    server.post("/v1/events", "{\"events\":[" + events + "]}");
    JsonObject draft = create(ada, heavier());
    String path = at(draft, "/impact");
    call("getImpact", ada, "GET", path, null, 404);
    call("cancelImpact", ada, "DELETE", path, null, 404);

    JsonObject begun = call("startImpact", ada, "POST", path, new JsonObject(), 202);
    assertThat(begun.getString("status")).isEqualTo("running");
    JsonObject told = begun;
    for (int look = 0; look < 2_000 && told.getString("status").equals("running"); look++) {
      told = call("getImpact", bob, "GET", path, null, 200);
    }

    assertThat(told.getString("status")).as(told.encode()).isEqualTo("done");
    assertThat(told.getLong("done")).isEqualTo(40);
    assertThat(told.getBoolean("current")).isTrue();
    JsonObject result = told.getJsonObject("result");
    assertThat(result.getLong("decided")).isEqualTo(40);
    assertThat(result.getJsonObject("changed").getLong("score")).isEqualTo(40);
    assertThat(result.getJsonArray("rose")).hasSize(10);

    JsonObject change =
        new JsonObject()
            .put("revision", 1)
            .put("files", files("weights.drl", "once( 5 )", "once( 6 )"));
    call("changeDraft", ada, "PUT", at(draft, ""), change, 200);
    assertThat(call("getImpact", ada, "GET", path, null, 200).getBoolean("current")).isFalse();
  }

  @Test
  void aShadowDecidesBesideWhatIsLiveAndNeverForIt() {
    String shadow = "/v1/rulebases/small/shadow";
    JsonObject draft = create(ada, heavier());
    JsonObject wanted = new JsonObject().put("draft", draft.getString("id")).put("share", 0.5);
    assertThat(call("startShadow", ada, "PUT", shadow, wanted, 409).getString("code"))
        .as("not tested")
        .isEqualTo("not-ready");
    call("testDraft", ada, "POST", at(draft, "/test"), null, 200);
    call("getShadow", ada, "GET", shadow, null, 404);
    call("startShadow", ada, "PUT", shadow, wanted, 200);
    server.post(
        "/v1/events",
        "{\"events\":["
            + java.util.stream.IntStream.range(0, 60)
                .mapToObj(
                    customer ->
                        "{\"messageId\":\"s%d\",\"customerId\":\"c%d\",\"event\":\"Lesson Watched\",\"occurredAt\":\"2026-02-20T00:00:00Z\"}"
                            .formatted(customer, customer))
                .collect(java.util.stream.Collectors.joining(","))
            + "]}");
    String live = draft.getString("base");

    for (int customer = 0; customer < 60; customer++) {
      JsonObject decision =
          call(
              "decide",
              ada,
              "POST",
              "/v1/decisions",
              new JsonObject().put("customerId", "c" + customer).put("timeoutMs", 10_000),
              200);
      assertThat(decision.getJsonObject("rulebase").getString("version")).isEqualTo(live);
    }

    JsonObject report = call("stopShadow", bob, "DELETE", shadow, null, 200);
    assertThat(report.getLong("decisions")).as("half of them, by a hash").isBetween(15L, 45L);
    assertThat(report.getJsonObject("differs").getLong("score"))
        .as("the draft weighs lessons more")
        .isEqualTo(report.getLong("decisions"));
    assertThat(report.getLong("failed")).isZero();
    call("getShadow", ada, "GET", shadow, null, 404);
    assertThat(house.database().query("SELECT count(DISTINCT decided_by) FROM rapport.decision"))
        .as("only the live version is on record")
        .isEqualTo("1");
  }

  @Test
  void rejectedDraftsGoBackAndDeletedOnesAway() {
    JsonObject draft = submitted(ada, heavier());
    call("rejectDraft", bob, "POST", at(draft, "/reject"), why(), 200);
    call("approveDraft", bob, "POST", at(draft, "/approve"), seen(draft), 409);
    assertThat(
            call("submitDraft", ada, "POST", at(draft, "/submit"), why(), 200).getString("status"))
        .isEqualTo("submitted");
    call("deleteDraft", ada, "DELETE", at(draft, ""), null, 204);
    call("getDraft", ada, "GET", at(draft, ""), null, 404);
    assertThat(call("listDrafts", ada, "GET", DRAFTS, null, 200).getJsonArray("drafts")).isEmpty();
    call(
        "rollBack",
        ada,
        "POST",
        "/v1/rulebases/small/rollback",
        new JsonObject().put("version", "sha256:none").put("why", "x"),
        404);
  }
}
