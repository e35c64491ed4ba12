package org.rapport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.store.TestDatabase.await;
import static org.rapport.store.TestEvents.alias;
import static org.rapport.store.TestEvents.anonymous;
import static org.rapport.store.TestEvents.attribute;
import static org.rapport.store.TestEvents.event;
import static org.rapport.store.TestEvents.identify;
import static org.rapport.store.TestEvents.withAccount;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DayCount;
import org.rapport.model.Timeline;
import org.rapport.model.TimelineHistory;
import org.rapport.model.Value;

class TimelineTest extends EventsOnDatabase {
  @Test
  void asOfCutsToTheMicrosecond() {
    append(
        event("m1", "c1", "Signed In", "2026-06-10T10:00:00Z"),
        event("m2", "c1", "Signed In", "2026-06-10T10:00:00.000001Z"),
        event("m3", "c1", "Signed In", "2026-06-09T23:59:59.999999Z"),
        event("m4", "c1", "Signed In", "2026-06-10T00:00:00Z"));
    assertThat(count("c1", "2026-06-10T00:00:00Z")).isEqualTo(1);
    assertThat(count("c1", "2026-06-10T00:00:00.000000001Z")).isEqualTo(2);
    assertThat(count("c1", "2026-06-10T10:00:00Z")).isEqualTo(2);
    assertThat(count("c1", "2026-06-10T10:00:00.000001Z")).isEqualTo(3);
    assertThat(count("c1", "2026-06-10T10:00:00.000002Z")).isEqualTo(4);
    assertThat(find("c1", "2026-06-09T23:59:59.999999Z")).isEmpty();
  }

  private int count(String customerId, String asOf) {
    return history(customerId, asOf).days().values().stream()
        .flatMap(List::stream)
        .mapToInt(DayCount::count)
        .sum();
  }

  @Test
  void severalInstantsAreToldFromOneTimeline() {
    append(
        event("m1", "c1", "Signed In", "2026-06-01T08:00:00Z"),
        event("m2", "c1", "Signed In", "2026-06-01T18:00:00Z"),
        event("m3", "c1", "Signed In", "2026-06-08T08:00:00Z"),
        event("m4", "c1", "Signed In", "2026-06-08T18:00:00Z"));
    Instant early = Instant.parse("2026-06-01T12:00:00Z");
    Instant late = Instant.parse("2026-06-08T12:00:00Z");
    Timeline timeline =
        await(customers.timeline("c1", new TreeSet<>(List.of(early, late)))).orElseThrow();
    assertThat(TimelineHistory.asOf(timeline, early).orElseThrow().days().get("Signed In"))
        .extracting(DayCount::count)
        .containsExactly(1);
    assertThat(TimelineHistory.asOf(timeline, late).orElseThrow().days().get("Signed In"))
        .extracting(DayCount::count)
        .containsExactly(2, 1);
  }

  @Test
  void aLateArrivalIsKnownFromThenOn() {
    append(event("m1", "c1", "Signed In", "2026-06-10T10:00:00Z"));
    assertThat(count("c1", "2026-06-20T00:00:00Z")).isEqualTo(1);
    append(event("m2", "c1", "Signed In", "2026-06-05T10:00:00Z"));
    assertThat(count("c1", "2026-06-20T00:00:00Z")).isEqualTo(2);
    assertThat(history("c1", "2026-06-20T00:00:00Z").firstSeenAt())
        .isEqualTo("2026-06-05T10:00:00Z");
  }

  @Test
  void anonymousEventsCountFromTheLinkOn() {
    append(
        anonymous("m1", "a1", "Viewed", "2026-06-01T10:00:00Z"),
        identify("m2", "c1", "a1", "2026-06-05T10:00:00Z"),
        anonymous("m3", "a1", "Viewed", "2026-06-06T10:00:00Z"));
    assertThat(find("c1", "2026-06-05T10:00:00Z")).isEmpty();
    CustomerHistory after = history("c1", "2026-06-05T10:00:00.000001Z");
    assertThat(after.firstSeenAt()).isEqualTo("2026-06-01T10:00:00Z");
    assertThat(after.days().get("Viewed")).extracting(DayCount::count).containsExactly(1);
    assertThat(count("c1", "2026-06-07T00:00:00Z")).isEqualTo(2);
  }

  @Test
  void anAliasOfAnAliasBelongsToTheCustomer() {
    append(
        anonymous("m1", "a1", "Viewed", "2026-06-01T10:00:00Z"),
        event("m2", "old", "Viewed", "2026-06-02T10:00:00Z"),
        alias("m3", "old", "a1", "2026-06-03T10:00:00Z"),
        alias("m4", "new", "old", "2026-06-04T10:00:00Z"),
        alias("m5", "old", "new", "2026-06-09T10:00:00Z"));
    assertThat(count("new", "2026-06-05T00:00:00Z")).isEqualTo(2);
    assertThat(count("old", "2026-06-20T00:00:00Z")).isEqualTo(2);
    assertThat(await(customers.customerIds(null, Instant.parse("2026-06-05T00:00:00Z"), 10)))
        .containsExactly("new");
    assertThat(await(customers.count(Instant.parse("2026-06-05T00:00:00Z")))).isEqualTo(1);
  }

  @Test
  void anEarlierIdBelongsToWhoeverWasLinkedFirst() {
    append(
        anonymous("m1", "a1", "Viewed", "2026-06-01T10:00:00Z"),
        identify("m2", "c2", "a1", "2026-06-03T10:00:00Z"),
        identify("m3", "c1", "a1", "2026-06-02T10:00:00Z"),
        anonymous("m4", "a2", "Viewed", "2026-06-01T10:00:00Z"),
        identify("m5", "c2", "a2", "2026-06-02T10:00:00Z"),
        identify("m6", "c1", "a2", "2026-06-02T10:00:00Z"));
    assertThat(count("c1", "2026-06-20T00:00:00Z")).isEqualTo(2);
    assertThat(count("c2", "2026-06-20T00:00:00Z")).isZero();
  }

  @Test
  void attributesKeepTheirHistory() {
    append(
        attribute("m1", "c1", "plan", new Value.Text("basic"), "2026-06-01T10:00:00Z"),
        attribute("m2", "c1", "plan", new Value.Text("team"), "2026-06-10T10:00:00Z"),
        attribute("m3", "c1", "plan", new Value.Removed(), "2026-06-20T10:00:00Z"),
        attribute("m4", "c1", "seats", new Value.Numeric(5_500_000), "2026-06-02T10:00:00Z"),
        attribute("m5", "c1", "beta", new Value.Flag(true), "2026-06-02T10:00:00Z"));
    assertThat(attributeOf("plan", "2026-06-10T10:00:00Z")).isEqualTo(new Value.Text("basic"));
    assertThat(attributeOf("plan", "2026-06-10T10:00:01Z")).isEqualTo(new Value.Text("team"));
    assertThat(attributeOf("plan", "2026-06-21T00:00:00Z")).isEqualTo(new Value.Removed());
    assertThat(attributeOf("seats", "2026-06-21T00:00:00Z"))
        .isEqualTo(new Value.Numeric(5_500_000));
    assertThat(attributeOf("beta", "2026-06-21T00:00:00Z")).isEqualTo(new Value.Flag(true));
  }

  private Value attributeOf(String name, String asOf) {
    return history("c1", asOf).attributes().stream()
        .filter(reading -> reading.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void theAccountIsTheLatestOneNamedFirst() {
    append(
        withAccount(event("m1", "c1", "Signed In", "2026-06-01T10:00:00Z"), "acme"),
        withAccount(event("m2", "c1", "Signed In", "2026-06-09T10:00:00Z"), "acme"),
        withAccount(event("m3", "c1", "Signed In", "2026-06-05T10:00:00Z"), "umbrella"));
    assertThat(history("c1", "2026-06-05T10:00:00Z").accountId()).isEqualTo("acme");
    assertThat(history("c1", "2026-06-20T10:00:00Z").accountId()).isEqualTo("umbrella");
  }
}
