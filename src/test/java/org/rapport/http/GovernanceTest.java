package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rapport.decision.SmallRulebase;

/**
 * Whatever is called by whoever in whatever order, also at one time: nothing comes to decide that
 * somebody else than its authors did not approve, or that failed its check or its cases.
 */
class GovernanceTest {
  private static final String RULEBASE = "/v1/rulebases/small";
  private static final Set<String> DONE = Set.of("published", "deleted");
  private static final String WRONG_CASE =
      """
      - title: Nobody pays who bought nothing
        asOf: 2026-03-01
        given:
          events:
            - {event: Signed Up, daysAgo: 20}
        expect:
          phase: PAYING
      """;

  /** What a draft may be made of: three that are fine, one with a case that fails, one broken. */
  private static final List<JsonObject> CONTENTS = new ArrayList<>();

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> keys = new ArrayList<>();
  private final Set<String> versions = new TreeSet<>();
  private final List<String> drafts = new ArrayList<>();
  private final Map<String, JsonObject> seen = new TreeMap<>();
  private HttpHouse house;
  private String failing = "";
  private @Nullable String deciding;
  private int unexpected;

  @BeforeEach
  void open() {
    house = new HttpHouse();
    // Two keys of one person, one who only writes, one who only publishes, one who does both.
    keys.add(key("ada-1", "ada", "rules:edit", "rules:publish"));
    keys.add(key("ada-2", "ada", "rules:edit", "rules:publish"));
    keys.add(key("bob", "bob", "rules:edit"));
    keys.add(key("carol", "carol", "rules:publish"));
    keys.add(key("dora", "dora", "rules:edit", "rules:publish"));
    keys.add(key("eve", "eve", "read", "decide", "events"));
    CONTENTS.clear();
    for (int points = 3; points <= 5; points++) {
      CONTENTS.add(files(SmallRulebase.weighing(points).files()));
    }
    CONTENTS.add(files(SmallRulebase.weighing(6).files()).put("tests/wrong.yaml", WRONG_CASE));
    CONTENTS.add(files(SmallRulebase.broken().files()));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static JsonObject files(Map<String, String> files) {
    return new JsonObject(new TreeMap<>(files));
  }

  private String key(String name, String owner, String... roles) {
    JsonObject body =
        new JsonObject()
            .put("name", name)
            .put("owner", owner)
            .put("roles", new JsonArray(List.of(roles)));
    return new JsonObject(
            io.vertx.core.buffer.Buffer.buffer(
                house.server().post("/v1/keys", body.encode()).body()))
        .getString("key");
  }

  private CompletableFuture<HttpResponse<String>> call(
      String key, String method, String path, @Nullable JsonObject body) {
    HttpRequest request =
        house
            .server()
            .keyless(RULEBASE + path)
            .header("Authorization", "Bearer " + key)
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()))
            .build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  private <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** One call of some kind by some key on some draft, perhaps of no sense at all. */
  private CompletableFuture<HttpResponse<String>> step(Random random) {
    boolean onward = random.nextBoolean();
    String key = any(random, onward ? keys.subList(0, 5) : keys);
    String draft = any(random, chosen(random));
    JsonObject known = seen.getOrDefault(draft, new JsonObject());
    String version =
        random.nextInt(8) == 0 || known.getString("version") == null
            ? any(random, new ArrayList<>(versions))
            : known.getString("version");
    JsonObject why = new JsonObject().put("why", "Because");
    JsonObject meant = new JsonObject().put("version", version).put("why", "Because");
    String path = "/drafts/" + draft;
    return switch (onward ? onward(random, known) : random.nextInt(18)) {
      case 0 ->
          call(
              key,
              "POST",
              "/drafts",
              new JsonObject().put("title", "T").put("files", any(random, CONTENTS)));
      case 1, 2 ->
          call(
              key,
              "PUT",
              path,
              new JsonObject()
                  .put("revision", known.getInteger("revision", 1))
                  .put("base", deciding)
                  .put("files", any(random, CONTENTS)));
      case 3 -> call(key, "POST", path + "/test", null);
      case 4, 5, 6, 7, 8 -> call(key, "POST", path + "/submit", why);
      case 9, 10, 11 -> call(key, "POST", path + "/approve", meant);
      case 12, 13, 14 -> call(key, "POST", path + "/publish", meant);
      case 15 -> call(key, "POST", path + "/reject", why);
      case 16 -> call(key, "POST", "/rollback", meant);
      default ->
          random.nextInt(4) == 0 ? call(key, "DELETE", path, null) : call(key, "GET", path, null);
    };
  }

  /** Mostly what was begun last and is not done: that moves no more. */
  private List<String> chosen(Random random) {
    List<String> unfinished =
        drafts.stream()
            .filter(
                id ->
                    random.nextInt(20) == 0
                        || !DONE.contains(
                            seen.getOrDefault(id, new JsonObject()).getString("status", "")))
            .toList();
    return unfinished.isEmpty()
        ? List.of("1")
        : unfinished.subList(Math.max(0, unfinished.size() - 3), unfinished.size());
  }

  /** What leads a draft on, or takes back what was reached: by chance alone few get far. */
  private static int onward(Random random, JsonObject known) {
    boolean tested = known.getBoolean("tested", false);
    return switch (known.getString("status", "")) {
      case "" -> 0;
      case "submitted" -> 9;
      case "approved" -> !tested ? 3 : random.nextBoolean() ? 2 : 12;
      default -> tested || random.nextInt(3) == 0 ? 6 : 3;
    };
  }

  private void look(HttpResponse<String> response) {
    unexpected += response.statusCode() >= 500 ? 1 : 0;
    if (response.statusCode() == 204) {
      String path = response.request().uri().getPath();
      seen.computeIfAbsent(path.substring(path.lastIndexOf('/') + 1), none -> new JsonObject())
          .put("status", "deleted");
    }
    if (response.statusCode() >= 300 || response.body().isEmpty()) {
      return;
    }
    JsonObject told = new JsonObject(response.body());
    deciding = told.getString("live", deciding);
    String id = told.getString("id");
    if (id != null) {
      if (!drafts.contains(id)) {
        drafts.add(id);
      }
      JsonObject all = seen.computeIfAbsent(id, none -> new JsonObject());
      all.mergeIn(told);
      String version = told.getString("version");
      if (version != null) {
        versions.add(version);
        JsonObject files = told.getJsonObject("files");
        if (files != null && files.containsKey("tests/wrong.yaml")) {
          failing = version;
        }
      }
    }
  }

  private JsonObject live() {
    return new JsonObject(call(keys.get(0), "GET", "/versions", null).join().body());
  }

  /** Takes many steps, some at one time; answers how often something was published. */
  private int wander(long seed, int steps) {
    Random random = new Random(seed);
    versions.add(live().getString("deciding"));
    int taken = 0;
    while (taken < steps) {
      List<CompletableFuture<HttpResponse<String>>> together = new ArrayList<>();
      int many = random.nextInt(3) == 0 ? 3 : 1;
      for (int index = 0; index < many; index++) {
        together.add(step(random));
      }
      together.forEach(each -> look(each.join()));
      taken += many;
    }
    return check();
  }

  /**
   * Goes through the log from its beginning, and holds each publication against what was before.
   */
  private int check() {
    String text =
        house
            .database()
            .query(
                "SELECT '[' || string_agg(convert_from(body, 'UTF8'), ',' ORDER BY seq) || ']'"
                    + " FROM rapport.step_log");
    Map<String, Set<String>> authors = new TreeMap<>();
    Map<String, JsonObject> approvals = new TreeMap<>();
    Map<String, String> tested = new TreeMap<>();
    Set<String> wereLive = new HashSet<>();
    List<String> published = new ArrayList<>();
    for (Object each : new JsonArray(text)) {
      JsonObject step = (JsonObject) each;
      String subject = step.getString("subject");
      String digest = step.getString("digest");
      JsonObject details = step.getJsonObject("details");
      switch (step.getString("step")) {
        case "draft-created", "draft-changed" -> {
          authors.computeIfAbsent(subject, none -> new TreeSet<>()).add(step.getString("owner"));
          approvals.remove(subject);
          tested.remove(subject);
        }
        case "draft-tested" -> {
          if (details.getString("failed").equals("0")) {
            tested.put(subject, digest);
          } else {
            tested.remove(subject);
          }
        }
        case "draft-rejected" -> approvals.remove(subject);
        case "draft-approved" -> approvals.put(subject, step);
        case "bootstrapped" -> {
          wereLive.add(digest);
          published.add(digest);
        }
        case "rolled-back" -> {
          assertThat(wereLive).as("only what was live may be again").contains(digest);
          published.add(digest);
        }
        case "published" -> {
          String draft = "draft:" + details.getString("draft");
          JsonObject approval = approvals.get(draft);
          if (approval == null) {
            throw new AssertionError(draft + " was published and never approved");
          }
          assertThat(approval.getString("digest")).as("as it is").isEqualTo(digest);
          assertThat(authors.get(draft))
              .as("by somebody else")
              .doesNotContain(approval.getString("owner"));
          assertThat(tested).as("its cases held").containsEntry(draft, digest);
          assertThat(digest).as("no case of it fails").isNotEqualTo(failing);
          wereLive.add(digest);
          published.add(digest);
        }
        default -> {}
      }
    }
    assertThat(live().getString("deciding"))
        .as("what decides is what was published last")
        .isEqualTo(published.get(published.size() - 1));
    assertThat(house.database().query("SELECT count(*) FROM rapport.publication"))
        .as("every publication is in the log")
        .isEqualTo(Integer.toString(published.size()));
    assertThat(unexpected).as("answers of 500 and more").isZero();
    return published.size() - 1;
  }

  @Test
  void noSequenceOfCallsPublishesWhatNobodyElseApproved() {
    assertThat(wander(20_261_122, 400)).as("something was published").isGreaterThan(3);
  }

  @Tag("evidence")
  @Test
  void noLongSequenceDoes() {
    for (int seed = 1; seed <= 10; seed++) {
      assertThat(wander(seed, 1_000)).isGreaterThan(seed * 5);
    }
  }
}
