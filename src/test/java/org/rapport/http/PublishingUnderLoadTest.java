package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rapport.decision.SmallRulebase;

/** Versions come and go while clients decide: none of them notices but by the version. */
class PublishingUnderLoadTest {
  private static final String RULEBASE = "/v1/rulebases/small";
  private static final int DECISION_EVERY_MS = 10;
  private static final long KILOBYTE = 1_024;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ConcurrentLinkedQueue<HttpResponse<String>> answers = new ConcurrentLinkedQueue<>();
  private HttpHouse house;
  private String ada = "";
  private String bob = "";

  @BeforeEach
  void open() {
    house = new HttpHouse();
    ada = key("ada");
    bob = key("bob");
    List<String> events = new ArrayList<>();
    for (int day = 1; day <= 9; day++) {
      events.add(
          "{\"messageId\":\"m%d\",\"customerId\":\"c\",\"event\":\"Lesson Watched\",\"occurredAt\":\"2026-02-0%dT00:00:00Z\"}"
              .formatted(day, day));
    }
    assertThat(
            house
                .server()
                .post("/v1/events", "{\"events\":[" + String.join(",", events) + "]}")
                .statusCode())
        .isEqualTo(200);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private String key(String owner) {
    JsonObject body =
        new JsonObject()
            .put("name", owner + "-key")
            .put("owner", owner)
            .put("roles", new JsonArray(List.of("rules:edit", "rules:publish", "decide")));
    return json(house.server().post("/v1/keys", body.encode()).body()).getString("key");
  }

  private static JsonObject json(byte[] bytes) {
    return new JsonObject(Buffer.buffer(bytes));
  }

  private CompletableFuture<HttpResponse<String>> post(String key, String path, JsonObject body) {
    HttpRequest request =
        house
            .server()
            .keyless(path)
            .header("Authorization", "Bearer " + key)
            .POST(BodyPublishers.ofString(body.encode()))
            .build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  private JsonObject done(String key, String path, JsonObject body) {
    HttpResponse<String> response = post(key, RULEBASE + path, body).join();
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    return new JsonObject(response.body());
  }

  private String publish(int points) {
    JsonObject files = new JsonObject(new TreeMap<>(SmallRulebase.weighing(points).files()));
    JsonObject draft = done(ada, "/drafts", new JsonObject().put("title", "T").put("files", files));
    String path = "/drafts/" + draft.getString("id");
    String version = draft.getString("version");
    done(ada, path + "/test", new JsonObject());
    done(ada, path + "/submit", new JsonObject().put("why", "Because"));
    JsonObject seen = new JsonObject().put("version", version);
    done(bob, path + "/approve", seen);
    done(ada, path + "/publish", seen);
    return version;
  }

  private void rollBack(String version) {
    done(bob, "/rollback", new JsonObject().put("version", version).put("why", "Because"));
  }

  private void decide() {
    answers.add(
        post(
                ada,
                "/v1/decisions",
                new JsonObject()
                    .put("customerId", "c")
                    .put("asOf", "2026-02-28T00:00:00Z")
                    .put("timeoutMs", 10_000))
            .join());
  }

  /** Publishes and rolls back so often while two clients decide; answers the decisions. */
  private void swapUnderLoad(int swaps) {
    String first =
        done(ada, "/drafts", new JsonObject().put("title", "Only to look")).getString("base");
    ScheduledExecutorService clients = Executors.newScheduledThreadPool(2);
    for (int each = 0; each < 2; each++) {
      var unused =
          clients.scheduleAtFixedRate(this::decide, 0, DECISION_EVERY_MS, TimeUnit.MILLISECONDS);
    }
    try {
      for (int swap = 0; swap < swaps / 2; swap++) {
        publish(3 + swap % 3);
        rollBack(first);
      }
    } finally {
      clients.shutdown();
      end(clients);
    }
  }

  private static void end(ScheduledExecutorService clients) {
    try {
      assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The same decision has the same raw points by the same version, on record too. */
  private void everyDecisionIsOfOneVersion(int leastVersions) {
    Map<String, BigDecimal> rawByVersion = new TreeMap<>();
    for (HttpResponse<String> answer : answers) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonObject decision = new JsonObject(answer.body());
      assertThat(decision.getBoolean("fallback")).isFalse();
      String version = decision.getJsonObject("rulebase").getString("version");
      BigDecimal raw = new BigDecimal(decision.getJsonObject("score").getValue("raw").toString());
      BigDecimal before = rawByVersion.putIfAbsent(version, raw);
      assertThat(before == null ? raw : before).isEqualByComparingTo(raw);
    }
    assertThat(rawByVersion).hasSizeGreaterThanOrEqualTo(leastVersions);
    assertThat(rawByVersion.values()).as("versions differ").doesNotHaveDuplicates();
    assertThat(
            house
                .database()
                .query(
                    "SELECT count(*) FROM rapport.decision d"
                        + " JOIN rapport.decided_by r ON r.ref = d.decided_by"
                        + " JOIN rapport.decision_summary s USING (decision_id)"
                        + " WHERE r.version = s.version"))
        .isEqualTo(Integer.toString(answers.size()));
  }

  /** Decided again from their records, by the versions on record, they are the same bytes. */
  private void decisionsAreReproduced(int oneIn) {
    int place = 0;
    for (HttpResponse<String> answer : answers) {
      if (place++ % oneIn == 0) {
        JsonObject decision = new JsonObject(answer.body());
        String path = "/v1/decisions/" + decision.getString("decisionId") + "/replay";
        JsonObject replay = json(house.server().post(path, "").body());
        assertThat(replay.getBoolean("same")).as(replay.encode()).isTrue();
        assertThat(replay.getBoolean("ownBuild")).as(replay.encode()).isTrue();
        assertThat(replay.getJsonObject("replayedBy").getString("version"))
            .isEqualTo(decision.getJsonObject("rulebase").getString("version"));
      }
    }
  }

  @Test
  void nobodyNoticesButByTheVersion() {
    swapUnderLoad(10);

    everyDecisionIsOfOneVersion(2);
    decisionsAreReproduced(10);
  }

  @Tag("evidence")
  @Test
  void nobodyNoticesTwoHundred() {
    swapUnderLoad(200);

    everyDecisionIsOfOneVersion(4);
    decisionsAreReproduced(1);
  }

  @Tag("evidence")
  @Test
  void aThousandReloadsLeaveNothingBehind() {
    String first =
        done(ada, "/drafts", new JsonObject().put("title", "Only to look")).getString("base");
    String other = publish(3);
    for (int reload = 0; reload < 200; reload++) {
      rollBack(reload % 2 == 0 ? first : other);
      decide();
    }
    long classes = loadedClasses();
    long heap = heapBytes();
    for (int reload = 0; reload < 1_000; reload++) {
      rollBack(reload % 2 == 0 ? first : other);
      decide();
    }
    answers.clear();
    long moreClasses = loadedClasses() - classes;
    long moreHeap = heapBytes() - heap;
    System.out.printf(
        "1000 reloads: %+d classes, %+d bytes of heap a reload%n", moreClasses, moreHeap / 1_000);
    assertThat(moreClasses).isLessThan(300);
    assertThat(moreHeap / 1_000).isLessThan(20 * KILOBYTE);
  }

  private static long loadedClasses() {
    heapBytes();
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
  }

  private static long heapBytes() {
    long least = Long.MAX_VALUE;
    for (int time = 0; time < 5; time++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
