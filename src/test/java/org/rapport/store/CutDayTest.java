package org.rapport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.store.TestDatabase.await;
import static org.rapport.store.TestEvents.event;
import static org.rapport.store.TestEvents.occurrence;
import static org.rapport.store.TestEvents.valued;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.model.DayCount;
import org.rapport.model.DayValue;
import org.rapport.model.Event;
import org.rapport.model.Extract;
import org.rapport.model.Subject;
import org.rapport.model.Timeline;
import org.rapport.model.Timeline.Piece;
import org.rapport.model.TimelineHistory;
import org.rapport.model.Value;

/** Days that an instant cuts, counted up by the database. */
class CutDayTest extends EventsOnDatabase {
  private static final Instant AS_OF = Instant.parse("2026-06-10T12:00:00Z");

  private Timeline timeline(Instant... instants) {
    return await(customers.timeline("c1", new TreeSet<>(List.of(instants)))).orElseThrow();
  }

  @Test
  void aDayIsWholeWhenNothingHappenedAfterTheInstant() {
    append(
        event("m1", "c1", "Signed In", "2026-06-10T08:00:00Z"),
        event("m2", "c1", "Signed In", "2026-06-10T10:00:00Z"));
    assertThat(timeline(AS_OF).parts().get(0).cutDays()).isEmpty();
    assertThat(history("c1", AS_OF.toString()).days().get("Signed In"))
        .extracting(DayCount::count)
        .containsExactly(2);
    append(event("m3", "c1", "Signed In", AS_OF.toString()));
    assertThat(timeline(AS_OF).parts().get(0).cutDays())
        .extracting(Piece::count)
        .extracting(DayCount::count)
        .containsExactly(2);
    assertThat(history("c1", AS_OF.toString()).days().get("Signed In"))
        .extracting(DayCount::count)
        .containsExactly(2);
  }

  @Test
  void aThousandEventsOfACutDayAreTwoRows() {
    List<Event> many = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      many.add(event("m" + i, "c1", "Signed In", AS_OF.minusSeconds(500).plusSeconds(i) + ""));
    }
    append(many.toArray(Event[]::new));
    assertThat(timeline(AS_OF, AS_OF.plusSeconds(10_000)).parts().get(0).cutDays())
        .extracting(piece -> piece.count().count())
        .containsExactly(500, 500);
  }

  /** Counts, visits and values as of each instant are those of counting one by one. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void countsAreThoseOfTheEventsBefore(long seed) {
    await(events.keep(new TreeSet<>(List.of(new Extract("Watched", "minutes")))));
    Random random = new Random(seed);
    List<Event> given = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String at =
          AS_OF
              .minus(Duration.ofDays(List.of(0, 7, 30, 31).get(random.nextInt(4))))
              .plusSeconds((random.nextInt(5) - 2) * 10_000L)
              .toString();
      given.add(
          random.nextInt(3) == 0
              ? occurrence(
                  "m" + i, Subject.customer("c1"), "Viewed", at, random.nextBoolean(), null)
              : valued("m" + i, "c1", "Watched", at, random.nextInt(9) - 4));
    }
    append(given.toArray(Event[]::new));
    Instant[] instants =
        LongStream.of(0, 7, 30)
            .mapToObj(days -> AS_OF.minus(Duration.ofDays(days)))
            .toArray(Instant[]::new);
    Timeline timeline = timeline(instants);
    for (Instant asOf : instants) {
      SortedMap<String, SortedMap<String, DayCount>> expected = new TreeMap<>();
      for (Event event : given) {
        if (event.occurredAt().isBefore(asOf)) {
          DayCount one = one(event);
          expected
              .computeIfAbsent(type(event), type -> new TreeMap<>())
              .merge(one.day().toString(), one, DayCount::plus);
        }
      }
      var days = TimelineHistory.asOf(timeline, asOf).orElseThrow().days();
      assertThat(days.keySet()).isEqualTo(expected.keySet());
      days.forEach(
          (type, counts) ->
              assertThat(counts)
                  .containsExactlyElementsOf(
                      expected.getOrDefault(type, new TreeMap<>()).values()));
    }
  }

  private static String type(Event event) {
    return ((Event.Occurrence) event.content()).eventType();
  }

  private static DayCount one(Event event) {
    Event.Occurrence occurrence = (Event.Occurrence) event.content();
    SortedMap<String, DayValue> values = new TreeMap<>();
    occurrence
        .properties()
        .forEach(
            (name, value) -> {
              long number = ((Value.Numeric) value).millionths();
              values.put(name, new DayValue(1, number, number, event.occurredAt()));
            });
    return new DayCount(
        event.occurredAt().atOffset(ZoneOffset.UTC).toLocalDate(),
        1,
        occurrence.visit() ? 1 : 0,
        values);
  }
}
