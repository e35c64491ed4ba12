package org.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TimelineBuilderTest {
  private static final Instant AS_OF = Instant.parse("2026-03-01T09:30:00Z");
  private static final SortedMap<String, Value> NOTHING = Collections.emptySortedMap();

  private record Given(String type, Instant at, boolean visit, long minutes) {}

  @Test
  void nothingGivenIsAnUnknownCustomer() {
    Timeline timeline = new TimelineBuilder("c1", AS_OF).build();
    assertThat(timeline.parts()).isEmpty();
    assertThat(TimelineHistory.asOf(timeline, AS_OF)).isEmpty();
  }

  @Test
  void undatedAttributesCountSinceFirstSeen() {
    Instant seen = Instant.parse("2025-12-01T00:00:00Z");
    Timeline timeline =
        new TimelineBuilder("c1", AS_OF)
            .firstSeenAt(seen)
            .account("acme")
            .attribute("plan", new Value.Text("Monthly"), null)
            .attribute("seats", new Value.Numeric(5), Instant.parse("2026-02-28T00:00:00Z"))
            .build();
    CustomerHistory history = TimelineHistory.asOf(timeline, AS_OF).orElseThrow();
    assertThat(history.firstSeenAt()).isEqualTo(seen);
    assertThat(history.accountId()).isEqualTo("acme");
    assertThat(history.attributes())
        .extracting(AttributeReading::name, AttributeReading::occurredAt)
        .containsExactly(
            tuple("plan", seen), tuple("seats", Instant.parse("2026-02-28T00:00:00Z")));
    CustomerHistory before =
        TimelineHistory.asOf(timeline, AS_OF.minus(Duration.ofDays(7))).orElseThrow();
    assertThat(before.attributes()).extracting(AttributeReading::name).containsExactly("plan");
  }

  @Test
  void undatedFactsAloneMakeACustomerKnownOnlyJust() {
    Timeline timeline =
        new TimelineBuilder("c1", AS_OF).attribute("plan", new Value.Text("free"), null).build();
    CustomerHistory history = TimelineHistory.asOf(timeline, AS_OF).orElseThrow();
    assertThat(history.firstSeenAt()).isEqualTo(AS_OF.minusSeconds(1));
    assertThat(history.attributes()).hasSize(1);
  }

  @Test
  void aPropertyIsAnAttributeOfItsEventType() {
    SortedMap<String, Value> properties = new TreeMap<>();
    properties.put("plan", new Value.Text("Monthly"));
    Instant at = Instant.parse("2026-02-20T12:00:00Z");
    Timeline timeline =
        new TimelineBuilder("c1", AS_OF)
            .event("Subscription Purchased", at, true, properties)
            .build();
    assertThat(TimelineHistory.asOf(timeline, AS_OF).orElseThrow().attributes())
        .containsExactly(
            new AttributeReading("Subscription Purchased", "plan", new Value.Text("Monthly"), at));
  }

  /** The counts as of each instant are those of counting the given events one by one. */
  @Property(tries = 100)
  void historiesCountExactlyTheEventsBeforeTheirInstant(
      @ForAll long seed, @ForAll @IntRange(max = 80) int count) {
    Random random = new Random(seed);
    List<Given> given = new ArrayList<>();
    TimelineBuilder builder = new TimelineBuilder("c1", AS_OF).firstSeenAt(Instant.EPOCH);
    for (int i = 0; i < count; i++) {
      // Days around the three instants matter most, and their own instants exactly.
      long days = List.of(0L, 7L, 30L, (long) random.nextInt(60)).get(random.nextInt(4));
      Instant at =
          AS_OF.minus(Duration.ofDays(days)).plusSeconds(random.nextInt(3) * 20_000L - 20_000L);
      Given event =
          new Given("type " + random.nextInt(2), at, random.nextBoolean(), random.nextInt(100));
      given.add(event);
      SortedMap<String, Value> properties = new TreeMap<>();
      properties.put("minutes", new Value.Numeric(event.minutes()));
      builder.event(event.type(), at, event.visit(), properties);
    }
    Timeline timeline = builder.build();
    for (Instant instant : TimelineBuilder.instants(AS_OF)) {
      CustomerHistory history = TimelineHistory.asOf(timeline, instant).orElseThrow();
      List<Given> before = given.stream().filter(event -> event.at().isBefore(instant)).toList();
      List<DayCount> all = history.days().values().stream().flatMap(List::stream).toList();
      assertThat(all.stream().mapToInt(DayCount::count).sum()).isEqualTo(before.size());
      assertThat(all.stream().mapToInt(DayCount::visits).sum())
          .isEqualTo((int) before.stream().filter(Given::visit).count());
      assertThat(
              all.stream()
                  .flatMap(day -> day.values().values().stream())
                  .mapToLong(DayValue::totalMillionths)
                  .sum())
          .isEqualTo(before.stream().mapToLong(Given::minutes).sum());
      assertThat(history.attributes().stream().map(AttributeReading::occurredAt))
          .containsExactlyInAnyOrderElementsOf(
              before.stream()
                  .collect(
                      Collectors.toMap(
                          Given::type, Given::at, (one, other) -> one.isAfter(other) ? one : other))
                  .values());
      assertThat(TimelineHistory.activityAsOf(timeline, instant).orElseThrow().days())
          .isEqualTo(history.days());
    }
  }

  @Test
  void timesBeforeFirstSeenMoveFirstSeen() {
    Instant early = Instant.parse("2025-01-01T00:00:00Z");
    Timeline timeline =
        new TimelineBuilder("c1", AS_OF)
            .firstSeenAt(AS_OF.minusSeconds(60))
            .event("Lesson Watched", early, true, NOTHING)
            .build();
    assertThat(TimelineHistory.asOf(timeline, AS_OF).orElseThrow().firstSeenAt()).isEqualTo(early);
  }
}
