package org.rapport.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.store.DatabaseSettings;

/** How soon a version that is published at one node decides at another one too. */
final class PublishRow {
  private static final String RULEBASE = "/v1/rulebases/subscription";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Child one;
  private final Child other;
  private final List<Double> published = new ArrayList<>();
  private final List<Double> publishedHere = new ArrayList<>();
  private final List<Double> back = new ArrayList<>();

  private PublishRow(Child one, Child other) {
    this.one = one;
    this.other = other;
  }

  static void run(Sizes sizes, Report report, BenchDatabase server) {
    DatabaseSettings database = server.fresh("bench_publish");
    String url = BenchDatabase.url(database);
    try (Child one = Child.serve("publish-one", url);
        Child other = Child.serve("publish-other", url)) {
      int customers = sizes.get("publish.customers", 1_000);
      long sent =
          Intake.send(
              one.port(),
              new LargePopulation(
                  1, customers, 20L * customers, LocalDate.now(ZoneOffset.UTC).minusDays(1)));
      report.say(sent + " events of " + customers + " customers are stored");
      new PublishRow(one, other).measure(sizes.get("publish.rounds", 5, 15), report);
    } finally {
      server.drop(database);
    }
  }

  private void measure(int rounds, Report report) {
    String ada = key("ada");
    String bob = key("bob");
    String first = deciding(other);
    String weights = "weights.drl";
    JsonNode files = call(one, ada, "GET", RULEBASE + "/versions/" + first, null).get("files");
    for (int round = 0; round < rounds; round++) {
      ObjectNode changed = files.deepCopy();
      // Another number in each round, so that each round has a version of its own to compile.
      changed.put(
          weights,
          files
              .get(weights)
              .asText()
              .replaceFirst("upTo\\( (\\d+) \\)", "upTo( $1." + (round + 1) + " )"));
      JsonNode draft = approved(changed, ada, bob);
      String version = draft.get("version").asText();
      long begun = System.nanoTime();
      call(one, ada, "POST", path(draft) + "/publish", seen(draft));
      publishedHere.add((System.nanoTime() - begun) / 1e9);
      await(other, version);
      published.add((System.nanoTime() - begun) / 1e9);
      begun = System.nanoTime();
      call(
          one,
          bob,
          "POST",
          RULEBASE + "/rollback",
          JSON.createObjectNode().put("version", first).put("why", "Measured"));
      await(other, first);
      back.add((System.nanoTime() - begun) / 1e9);
    }
    report.row(
        "publish",
        new Series("publish until both nodes decide by it", "s", published),
        Target.atMost(1),
        "at the node that is asked after "
            + new Series("", "s", publishedHere).text()
            + "; two JVMs and PostgreSQL on this machine");
    report.row(
        "publish",
        new Series("roll back until both nodes decide by it", "s", back),
        Target.atMost(1),
        "known bytes, loaded by both nodes anew");
  }

  private JsonNode approved(ObjectNode files, String ada, String bob) {
    ObjectNode wanted = JSON.createObjectNode().put("title", "Measured");
    wanted.set("files", files);
    JsonNode draft = call(one, ada, "POST", RULEBASE + "/drafts", wanted);
    call(one, ada, "POST", path(draft) + "/test", JSON.createObjectNode());
    ObjectNode why = JSON.createObjectNode().put("why", "Measured");
    call(one, ada, "POST", path(draft) + "/submit", why);
    return call(one, bob, "POST", path(draft) + "/approve", seen(draft));
  }

  private static String path(JsonNode draft) {
    return RULEBASE + "/drafts/" + draft.get("id").asText();
  }

  private static ObjectNode seen(JsonNode draft) {
    return JSON.createObjectNode().put("version", draft.get("version").asText());
  }

  private String key(String owner) {
    ObjectNode body = JSON.createObjectNode().put("name", owner).put("owner", owner);
    body.putArray("roles").add("rules:edit").add("rules:publish").add("read");
    return call(one, Child.API_KEY, "POST", "/v1/keys", body).get("key").asText();
  }

  private String deciding(Child node) {
    return call(
            node,
            Child.API_KEY,
            "POST",
            "/v1/decisions",
            JSON.createObjectNode().put("customerId", "nobody").put("explain", "none"))
        .get("rulebase")
        .get("version")
        .asText();
  }

  private void await(Child node, String version) {
    while (!deciding(node).equals(version)) {
      Thread.onSpinWait();
    }
  }

  private JsonNode call(
      Child node, String key, String method, String path, @Nullable JsonNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(method + " " + path + ": " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
