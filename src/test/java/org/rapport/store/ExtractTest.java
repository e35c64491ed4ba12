package org.rapport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.store.TestDatabase.await;
import static org.rapport.store.TestEvents.batch;
import static org.rapport.store.TestEvents.valued;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DayValue;
import org.rapport.model.Event;
import org.rapport.model.Extract;
import org.rapport.model.Subject;

class ExtractTest extends EventsOnDatabase {
  @Test
  void extractsOfEarlierAndLaterEventsAreTheSame() {
    TreeSet<Extract> wanted = new TreeSet<>(List.of(new Extract("Watched", "minutes")));
    append(
        valued("m1", "before", "Watched", "2026-06-01T10:00:00Z", 10),
        valued("m2", "before", "Watched", "2026-06-01T12:00:00Z", -4),
        valued("m3", "before", "Watched", "2026-06-02T12:00:00Z", 7),
        valued("m4", "before", "Paused", "2026-06-02T12:00:00Z", 7));
    await(events.keep(wanted));
    await(events.keep(wanted));
    append(
        valued("m5", "after", "Watched", "2026-06-01T10:00:00Z", 10),
        valued("m6", "after", "Watched", "2026-06-01T12:00:00Z", -4),
        valued("m7", "after", "Watched", "2026-06-02T12:00:00Z", 7),
        valued("m8", "after", "Paused", "2026-06-02T12:00:00Z", 7));
    for (String asOf :
        List.of("2026-06-01T11:00:00Z", "2026-06-02T11:00:00Z", "2026-06-09T00:00:00Z")) {
      CustomerHistory before = history("before", asOf);
      CustomerHistory after = history("after", asOf);
      assertThat(before.days()).isEqualTo(after.days());
      assertThat(before.attributes()).isEqualTo(after.attributes()).hasSize(1);
    }
    assertThat(firstDay("after", "2026-06-02T00:00:00Z"))
        .containsEntry(
            "minutes",
            new DayValue(2, 6_000_000, -4_000_000, Instant.parse("2026-06-01T12:00:00Z")));
  }

  private SortedMap<String, DayValue> firstDay(String customerId, String asOf) {
    return history(customerId, asOf).days().getOrDefault("Watched", List.of()).get(0).values();
  }

  @Test
  void oddPropertiesDoNotStopTheOthers() {
    List<Event> odd = new ArrayList<>();
    for (String json :
        List.of(
            "{\"minutes\":1e400000}",
            "{\"minutes\":2,\"note\":\"\\u0000\"}",
            "{\"note\":\"\\ud800\"}",
            "{\"minutes\":",
            "[1]",
            "null",
            "{\"minutes\":{\"a\":1}}",
            "{\"minutes\":3}")) {
      odd.add(
          new Event(
              odd.size(),
              "m" + odd.size(),
              "",
              Subject.customer("c1"),
              null,
              Instant.parse("2026-06-01T10:00:00Z"),
              null,
              new Event.Occurrence("Watched", true, json, new TreeMap<>())));
    }
    assertThat(await(events.append(batch(odd))).accepted()).isEqualTo(odd.size());
    await(events.keep(new TreeSet<>(List.of(new Extract("Watched", "minutes")))));
    assertThat(firstDay("c1", "2026-06-09T00:00:00Z"))
        .containsEntry(
            "minutes",
            new DayValue(1, 3_000_000, 3_000_000, Instant.parse("2026-06-01T10:00:00Z")));
    assertThat(await(events.events("c1", null, null, null, null, 10)))
        .extracting(EventStore.StoredEvent::propertiesJson)
        .contains("{\"minutes\":", "{\"minutes\":2,\"note\":\"\\u0000\"}");
  }

  @Test
  void sumsBeyondALongAreHeldAtItsEnd() {
    await(events.keep(new TreeSet<>(List.of(new Extract("Watched", "minutes")))));
    test.execute(
        "INSERT INTO rapport.customer (kind, id, first_seen_at) VALUES ('customer', 'c1',"
            + " '2026-01-01T00:00:00Z')");
    test.execute(
        "INSERT INTO rapport.activity_value SELECT ref, '2026-06-01', 1, 1, 9223372036854775000,"
            + " 1, '2026-06-01T01:00:00Z' FROM rapport.customer");
    test.execute(
        "UPDATE rapport.activity_value SET extract_ref = (SELECT ref FROM rapport.extract)");
    append(valued("m1", "c1", "Watched", "2026-06-01T10:00:00Z", 1));
    assertThat(firstDay("c1", "2026-06-09T00:00:00Z"))
        .containsEntry(
            "minutes",
            new DayValue(2, Long.MAX_VALUE, 1_000_000, Instant.parse("2026-06-01T10:00:00Z")));
  }
}
