package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Questions about the population over HTTP: what is answered is what the contract says. */
@SuppressWarnings("NullAway.Init") // set before all tests
class PopulationPathTest {
  private static final ContractSchemas CONTRACT = new ContractSchemas();
  private static final String DATES = "from=2026-02-08T00:00:00Z&to=2026-02-20T00:00:00Z";

  private static HttpHouse house;
  private static TestServer server;

  @BeforeAll
  static void open() {
    house = new HttpHouse();
    server = house.server();
    List<String> events = new ArrayList<>();
    for (int customer = 0; customer < 12; customer++) {
      events.add(event("Signed Up", customer, 1, "monthly"));
      events.add(event("Plan Bought", customer, 2, customer % 2 == 0 ? "monthly" : "yearly"));
      for (int day = 3; day < 4 + customer; day++) {
        events.add(event("Lesson Watched", customer, day, "monthly"));
      }
    }
    HttpResponse<byte[]> sent =
        server.post("/v1/events", "{\"events\":[" + String.join(",", events) + "]}");
    assertThat(sent.statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static String event(String type, int customer, int day, String plan) {
    return """
        {"messageId":"%s-%d-%d","customerId":"c%02d","event":"%s",
         "occurredAt":"2026-02-%02dT10:00:00Z","properties":{"minutes":12.5,"plan":"%s"}}"""
        .formatted(type, customer, day, customer, type, day, plan);
  }

  private static JsonObject good(String operation, String path) {
    HttpResponse<byte[]> response = server.get(path);
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.statusCode()).as(text).isEqualTo(200);
    assertThat(CONTRACT.findings(operation, response)).as(text).isEmpty();
    return new JsonObject(text);
  }

  private static List<String> pointers(String path) {
    HttpResponse<byte[]> response = server.get(path);
    assertThat(response.statusCode()).isEqualTo(400);
    return new JsonObject(new String(response.body(), StandardCharsets.UTF_8))
        .getJsonArray("errors").stream()
            .map(each -> ((JsonObject) each).getString("pointer"))
            .toList();
  }

  @Test
  void tellsTheDistributionAsOfAnyDate() {
    JsonObject whole =
        good("getPopulation", "/v1/population?asOf=2026-02-20T00:00:00Z&by=plan&customer=c05");
    assertThat(whole.getInteger("customers")).isEqualTo(12);
    assertThat(whole.getJsonObject("by").getInteger("values")).isEqualTo(2);
    assertThat(
            whole.getJsonObject("by").getJsonArray("groups").stream()
                .map(each -> ((JsonObject) each).getInteger("customers")))
        .containsExactly(6, 6, 0, 0);
    assertThat(whole.getJsonObject("customer").getString("customerId")).isEqualTo("c05");
    // Nobody has a decision on record: the latest ones are none.
    assertThat(good("getPopulation", "/v1/population").getInteger("customers")).isZero();
    assertThat(good("getPopulation", "/v1/population?by=plan").getInteger("customers"))
        .isEqualTo(12);
  }

  @Test
  void tellsMoves() {
    JsonObject moves =
        good(
            "getMoves",
            "/v1/population/moves?" + DATES + "&of=bands&was=fading&is=fading&limit=2&movers=3");
    assertThat(moves.getJsonObject("customers").getInteger("both")).isEqualTo(12);
    JsonObject cell = moves.getJsonObject("cell");
    assertThat(cell.getJsonArray("customers")).hasSize(2);
    JsonObject next =
        good(
            "getMoves",
            "/v1/population/moves?%s&of=bands&was=fading&is=fading&limit=2&movers=0&cursor=%s"
                .formatted(DATES, cell.getString("nextCursor")));
    assertThat(next.getJsonArray("rose")).isEmpty();
    assertThat(
            next.getJsonObject("cell")
                .getJsonArray("customers")
                .getJsonObject(0)
                .getString("customerId"))
        .isGreaterThan(cell.getJsonArray("customers").getJsonObject(1).getString("customerId"));
  }

  @Test
  void tellsActivityAndCampaigns() {
    JsonObject usage =
        good("getUsage", "/v1/population/activity?asOf=2026-02-20T00:00:00Z&since=2026-02-10");
    assertThat(usage.getInteger("customers")).isEqualTo(12);
    JsonObject campaign =
        good(
            "getCampaign",
            "/v1/population/campaign?"
                + DATES
                + "&touched=plan:yearly&control=plan:monthly&outcome=Lesson%20Watched");
    assertThat(campaign.getString("label")).isEqualTo("effect");
    assertThat(
            good("getCampaign", "/v1/population/campaign?" + DATES + "&event=Lesson%20Watched")
                .getString("label"))
        .isEqualTo("not causal");
  }

  @Test
  void whatDoesNotFitIsTold() {
    assertThat(pointers("/v1/population?by=plam")).containsExactly("/query/by");
    assertThat(pointers("/v1/population?customer=nobody")).containsExactly("/query/customer");
    assertThat(pointers("/v1/population?asOf=yesterday")).containsExactly("/query/asOf");
    assertThat(pointers("/v1/population/moves")).containsExactly("/query/from", "/query/to");
    assertThat(pointers("/v1/population/moves?" + DATES + "&was=idle"))
        .containsExactly("/query/of");
    assertThat(
            pointers("/v1/population/moves?" + DATES + "&of=bands&was=fading&is=fading&cursor=x"))
        .containsExactly("/query/cursor");
    assertThat(pointers("/v1/population/satisfaction")).containsExactly("/query/attribute");
    assertThat(pointers("/v1/population/satisfaction?attribute=plan"))
        .containsExactly("/query/attribute");
    assertThat(pointers("/v1/population/campaign?" + DATES)).containsExactly("/query/event");
    assertThat(pointers("/v1/population/campaign?" + DATES + "&touched=plan"))
        .containsExactly("/query/touched");
    assertThat(pointers("/v1/population/activity?since=2027-01-01"))
        .containsExactly("/query/since");
  }
}
