package org.rapport.clients;

import static java.util.concurrent.CompletableFuture.delayedExecutor;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The CloudEvents SDK for Java, which writes requests and leaves sending and repeating to the
 * application: this one, which repeats until it is told that the event is taken or refused.
 */
final class CloudEventsJava implements JavaClient.Library {
  private static final int RETRY_MS = 250;
  private static final int MOST_UNDER_WAY = 8;
  private static final int BATCH = 25;

  /** How a request carries its events. */
  enum Mode {
    BINARY,
    STRUCTURED,
    BATCH
  }

  private record Numbered(int number, CloudEvent event) {}

  private final URI address;
  private final String key;
  private final Mode mode;
  private final Reports reports;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
  private List<Numbered> waiting = new ArrayList<>();

  CloudEventsJava(String address, String key, Mode mode, Reports reports) {
    this.address = URI.create(address);
    this.key = key;
    this.mode = mode;
    this.reports = reports;
  }

  @Override
  public void track(SampleEvent event) {
    CloudEvent cloudEvent =
        CloudEventBuilder.v1()
            .withId(UUID.randomUUID().toString())
            .withSource(URI.create("/java/" + mode))
            .withType(SampleEvent.TYPE)
            .withSubject(event.customerId())
            .withTime(OffsetDateTime.now(ZoneOffset.UTC))
            .withData(
                "application/json",
                new JsonObject(event.properties()).encode().getBytes(StandardCharsets.UTF_8))
            .build();
    waiting.add(new Numbered(event.number(), cloudEvent));
    if (mode != Mode.BATCH || waiting.size() == BATCH) {
      flush();
    }
  }

  @Override
  public void flush() {
    if (!waiting.isEmpty()) {
      List<Numbered> batch = waiting;
      waiting = new ArrayList<>();
      underWay.acquireUninterruptibly();
      send(batch);
    }
  }

  private HttpRequest request(List<Numbered> events) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + key);
    switch (mode) {
      case BINARY -> writer(request).writeBinary(events.get(0).event());
      case STRUCTURED -> writer(request).writeStructured(events.get(0).event(), new JsonFormat());
      case BATCH -> {
        // The SDK has no words for a batch: it is the array of what it writes for each event.
        JsonFormat format = new JsonFormat();
        String array =
            events.stream()
                .map(each -> new String(format.serialize(each.event()), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "[", "]"));
        request
            .header("Content-Type", "application/cloudevents-batch+json")
            .POST(BodyPublishers.ofString(array));
      }
    }
    return request.build();
  }

  private static io.cloudevents.core.message.MessageWriter<?, Void> writer(
      HttpRequest.Builder request) {
    return HttpMessageFactory.createWriter(
        request::header, body -> request.POST(BodyPublishers.ofByteArray(body)));
  }

  private void send(List<Numbered> events) {
    var unused =
        http.sendAsync(request(events), BodyHandlers.ofString())
            .whenComplete((response, failure) -> told(events, response, failure));
  }

  private void told(List<Numbered> events, HttpResponse<String> response, Throwable failure) {
    if (failure != null || response.statusCode() >= 500 || response.statusCode() == 429) {
      delayedExecutor(RETRY_MS, TimeUnit.MILLISECONDS).execute(() -> send(events));
      return;
    }
    underWay.release();
    boolean taken =
        response.statusCode() == 200
            && new JsonObject(response.body()).getJsonArray("rejected").isEmpty();
    for (Numbered each : events) {
      if (taken) {
        reports.delivered(each.number());
      } else {
        reports.failed(each.number(), response.body());
      }
    }
  }

  @Override
  public void close() {
    // Its connections go with it.
  }
}
