package org.rapport.clients;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is stored of a client's events, read through the public doors. */
final class StoredEvents {
  private final RunningService service;
  private final SortedMap<Integer, Integer> times = new TreeMap<>();
  private int damaged;
  private int counted;

  private StoredEvents(RunningService service) {
    this.service = service;
  }

  /** All that is stored of this client's events. */
  static StoredEvents of(RunningService service, String client) {
    StoredEvents stored = new StoredEvents(service);
    for (String customerId : SampleEvent.customers(client)) {
      stored.read("/v1/customers/" + URLEncoder.encode(customerId, StandardCharsets.UTF_8));
    }
    return stored;
  }

  private void read(String customer) {
    String cursor = "";
    while (cursor != null) {
      JsonObject page =
          new JsonObject(
              service.get(
                  customer
                      + "/events?limit=1000"
                      + (cursor.isEmpty()
                          ? ""
                          : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8))));
      for (JsonObject event : objects(page, "events")) {
        JsonObject properties = event.getJsonObject("properties");
        times.merge(properties.getInteger("number"), 1, Integer::sum);
        String digest = SampleEvent.digest(properties.getString("note"));
        damaged += digest.equals(properties.getString("digest")) ? 0 : 1;
      }
      cursor = page.getString("nextCursor");
    }
    for (JsonObject fact :
        objects(new JsonObject(service.get(customer + "/activity")), "activity")) {
      counted += fact.getString("event").equals(SampleEvent.TYPE) ? fact.getInteger("inAll") : 0;
    }
  }

  private static List<JsonObject> objects(JsonObject body, String field) {
    return body.containsKey(field)
        ? body.getJsonArray(field).stream().map(JsonObject.class::cast).toList()
        : List.of();
  }

  /** How many times each event is stored, by its number. */
  SortedMap<Integer, Integer> times() {
    return times;
  }

  /** How many events came back with another note than was sent. */
  int damaged() {
    return damaged;
  }

  /** The activity that rules see. */
  int counted() {
    return counted;
  }
}
