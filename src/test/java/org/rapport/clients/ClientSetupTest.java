package org.rapport.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.clients.RunningService.KEY;

import com.rudderstack.sdk.java.analytics.RudderAnalytics;
import com.segment.analytics.Analytics;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapport.store.TestDatabase;

/** The lines that {@code docs/events.md} prints for the clients do what the page says. */
class ClientSetupTest {
  private static final String WRONG_KEY = "key-of-another-installation";

  /** How many calls there are in a try of every call. */
  private static final int CALLS = 8;

  private static TestDatabase database;
  private static RunningService service;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    service = new RunningService(RunningService.on(database));
  }

  @AfterAll
  static void close() {
    service.close();
    database.close();
  }

  /** Every call that a Segment client has, about one person. */
  private static List<JsonObject> calls(String id) {
    JsonObject person = new JsonObject().put("userId", id);
    List<JsonObject> calls = new ArrayList<>();
    calls.add(
        call("track", new JsonObject().put("anonymousId", id + "-v").put("event", "Visited")));
    calls.add(call("track", new JsonObject().put("userId", id + "-old").put("event", "Asked")));
    calls.add(
        call(
            "identify",
            person
                .copy()
                .put("anonymousId", id + "-v")
                .put("traits", new JsonObject().put("country", "Österreich"))));
    calls.add(call("group", person.copy().put("groupId", "acme").put("traits", new JsonObject())));
    calls.add(call("page", person.copy().put("name", "Prices")));
    calls.add(call("screen", person.copy().put("name", "Home")));
    calls.add(call("alias", person.copy().put("previousId", id + "-old")));
    calls.add(call("track", person.copy().put("event", "Order Completed")));
    for (int number = 0; number < calls.size(); number++) {
      calls.get(number).put("number", number);
    }
    return calls;
  }

  private static JsonObject call(String name, JsonObject message) {
    return new JsonObject().put("call", name).put("message", message);
  }

  private static NodeClient node(String driver, String setup, String key) throws IOException {
    Path drivers = NodePackages.installed();
    return new NodeClient(drivers, "setup-" + driver, driver, service.here(setup), key);
  }

  private static void allCallsAreUnderstood(String id) {
    JsonObject customer = new JsonObject(service.get("/v1/customers/" + id));
    assertThat(customer.getString("accountId")).as(customer.encode()).isEqualTo("acme");
    assertThat(customer.getJsonArray("attributes").stream())
        .extracting(each -> ((JsonObject) each).getValue("value"))
        .contains("Österreich");
    JsonArray events =
        new JsonObject(service.get("/v1/customers/" + id + "/events")).getJsonArray("events");
    assertThat(events.stream())
        .extracting(each -> ((JsonObject) each).getString("event"))
        .containsExactlyInAnyOrder(
            "Visited", "Asked", "Page Viewed", "Screen Viewed", "Order Completed");
  }

  @ParameterizedTest
  @CsvSource({"segment, @segment/analytics-node", "rudder, @rudderstack/rudder-sdk-node"})
  void everyCallOfTheNodeClientsIsUnderstood(String driver, String client) throws IOException {
    for (String slash : List.of("", "/")) {
      String id = driver + "-node" + slash.length();
      String setup = Setups.line(client).replace("8080", "8080" + slash);
      NodeClient node = node(driver, setup, KEY);
      node.order(calls(id));
      node.noMore();
      node.finish();
      assertThat(node.reports().delivered()).as("%s", node.reports().failed()).hasSize(CALLS);
      allCallsAreUnderstood(id);
    }
  }

  @Test
  void everyCallOfSegmentsJavaClientIsUnderstood() {
    Reports reports = new Reports();
    Analytics analytics =
        Setups.segmentJava(service, KEY).callback(SegmentJava.callback(reports)).build();
    SegmentJava.everyCall("segment-java", analytics::enqueue);
    analytics.flush();
    assertThat(reports.await(told -> told.told() == CALLS).failed()).isEmpty();
    analytics.shutdown();
    allCallsAreUnderstood("segment-java");
  }

  @Test
  void everyCallOfRudderStacksJavaClientIsUnderstood() {
    Reports reports = new Reports();
    RudderAnalytics analytics =
        Setups.rudderJava(service, KEY).callback(RudderJava.callback(reports)).build();
    RudderJava.everyCall("rudder-java", analytics::enqueue);
    analytics.flush();
    assertThat(reports.await(told -> told.told() == CALLS).failed()).isEmpty();
    analytics.shutdown();
    allCallsAreUnderstood("rudder-java");
  }

  @Test
  void aSlashAfterTheAddressDoesNoHarmInJava() {
    Reports reports = new Reports();
    String address = service.here("http://localhost:8080/");
    Analytics segment =
        Analytics.builder(KEY).endpoint(address).callback(SegmentJava.callback(reports)).build();
    RudderAnalytics rudder =
        RudderAnalytics.builder(KEY)
            .setDataPlaneUrl(address)
            .callback(RudderJava.callback(reports))
            .build();
    SegmentJava.everyCall("slash-segment", segment::enqueue);
    RudderJava.everyCall("slash-rudder", rudder::enqueue);
    segment.flush();
    rudder.flush();
    assertThat(reports.await(told -> told.told() == 2 * CALLS).failed()).isEmpty();
    segment.shutdown();
    rudder.shutdown();
  }

  @Test
  void anAccountComesWithACloudEvent() throws IOException {
    NodeClient node = node("cloudevents", Setups.line(Setups.CLOUDEVENTS_NODE), KEY);
    node.order(
        List.of(
            call(
                    "track",
                    new JsonObject()
                        .put("userId", "ce")
                        .put("groupId", "acme")
                        .put("event", "Order Completed")
                        .put("properties", new JsonObject().put("revenue", 9.5)))
                .put("number", 1)));
    node.noMore();
    node.finish();
    assertThat(node.reports().delivered()).containsExactly(1);
    assertThat(new JsonObject(service.get("/v1/customers/ce")).getString("accountId"))
        .isEqualTo("acme");
  }

  @ParameterizedTest
  @CsvSource({
    "segment, @segment/analytics-node",
    "rudder, @rudderstack/rudder-sdk-node",
    "cloudevents, cloudevents"
  })
  void aWrongKeyIsToldToWhoeverCallsInNode(String driver, String client) throws IOException {
    NodeClient node = node(driver, Setups.line(client), WRONG_KEY);
    node.send(List.of(SampleEvent.of("wrong-key", 1, 1)));
    node.noMore();
    node.finish();
    assertThat(node.reports().failed()).containsOnlyKeys(1);
  }

  @Test
  void withoutAnErrorHandlerRudderStacksNodeClientEndsTheProcess() throws IOException {
    String line = Setups.line(Setups.RUDDER_NODE);
    String setup = line.replace(", errorHandler: console.error", "");
    assertThat(setup).isNotEqualTo(line);
    NodeClient node = node("rudder", setup, WRONG_KEY);
    node.send(List.of(SampleEvent.of("wrong-key", 1, 1)));
    node.noMore();
    assertThat(node.exitCode()).isEqualTo(1);
    assertThat(node.reports().told()).isZero();
  }

  @Test
  void aWrongKeyIsToldToWhoeverCallsInJava() {
    List<Function<Reports, JavaClient.Library>> libraries =
        List.of(
            reports -> new SegmentJava(Setups.segmentJava(service, WRONG_KEY), reports),
            reports -> new RudderJava(Setups.rudderJava(service, WRONG_KEY), reports),
            reports ->
                new CloudEventsJava(
                    service.here(Setups.EVENTS),
                    WRONG_KEY,
                    CloudEventsJava.Mode.STRUCTURED,
                    reports));
    for (Function<Reports, JavaClient.Library> library : libraries) {
      JavaClient client = new JavaClient("wrong-key", library);
      client.send(List.of(SampleEvent.of("wrong-key", 1, 1)));
      client.finish();
      assertThat(client.reports().failed()).containsOnlyKeys(1);
      client.abandon();
    }
  }
}
