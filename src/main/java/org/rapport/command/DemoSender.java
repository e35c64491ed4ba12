package org.rapport.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import me.tongfei.progressbar.ProgressBar;

/** Sends the simulated messages as a Segment client would: by HTTP, in batches. */
final class DemoSender {
  private static final int BATCH_SIZE = 400;
  private static final int IN_FLIGHT = 4;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI uri;
  private final String apiKey;

  DemoSender(String address, String apiKey) {
    this.uri = URI.create(address + "/v1/batch");
    this.apiKey = apiKey;
  }

  /**
   * Sends all messages of so many customers.
   *
   * @throws UsageException when a batch is not taken
   */
  void send(SimulatedPopulation population, int customers) {
    Deque<CompletableFuture<HttpResponse<String>>> pending = new ArrayDeque<>();
    try (ProgressBar bar = Progress.of("Sending", "events", -1)) {
      Iterator<ObjectNode> messages = population.messages(customers).iterator();
      while (messages.hasNext()) {
        ArrayNode batch = JsonNodeFactory.instance.arrayNode();
        while (messages.hasNext() && batch.size() < BATCH_SIZE) {
          batch.add(messages.next());
        }
        if (pending.size() >= IN_FLIGHT) {
          taken(pending.remove());
        }
        pending.add(post(batch));
        bar.stepBy(batch.size());
      }
      while (!pending.isEmpty()) {
        taken(pending.remove());
      }
    }
  }

  private CompletableFuture<HttpResponse<String>> post(ArrayNode batch) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("batch", batch);
    return client.sendAsync(
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + apiKey)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static void taken(CompletableFuture<HttpResponse<String>> pending) {
    HttpResponse<String> response = pending.join();
    if (response.statusCode() != 200 || !response.body().contains("\"rejected\":[]")) {
      throw new UsageException(
          "The simulated events were not taken: %d %s"
              .formatted(response.statusCode(), response.body()));
    }
  }
}
