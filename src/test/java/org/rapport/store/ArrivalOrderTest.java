package org.rapport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.store.TestDatabase.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.rapport.model.CustomerHistory;
import org.rapport.model.Event;
import org.rapport.model.Extract;
import org.rapport.model.Subject;
import org.rapport.model.TimelineHistory;
import org.rapport.model.Value;

/** Whatever order the same events arrive in, and however often: the same is known afterwards. */
class ArrivalOrderTest {
  @SuppressWarnings("NullAway.Init") // set before the first try
  private static TestDatabase test;

  @BeforeContainer
  static void open() {
    test = TestDatabase.create();
  }

  @AfterContainer
  static void close() {
    test.close();
  }

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<String> times =
        Arbitraries.of(
            "2026-05-31T23:59:59.999999Z",
            "2026-06-01T00:00:00Z",
            "2026-06-01T09:00:00Z",
            "2026-06-01T09:00:00.000001Z",
            "2026-06-02T15:30:00Z",
            "2026-06-03T00:00:00Z");
    Arbitrary<Event> event =
        Combinators.combine(
                Arbitraries.integers().between(0, 6),
                Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(0, 2),
                Arbitraries.longs().between(-3, 3),
                times)
            .as(ArrivalOrderTest::event);
    return event
        .list()
        .ofMinSize(1)
        .ofMaxSize(14)
        .map(
            list -> {
              List<Event> own = new ArrayList<>();
              for (Event each : list) {
                own.add(withId(each, "m" + own.size()));
              }
              return own;
            });
  }

  private static Event event(int sort, int who, int other, long number, String at) {
    String customer = "c" + who;
    return switch (sort) {
      case 0 -> TestEvents.valued("", customer, "Watched", at, number);
      case 1 -> TestEvents.anonymous("", "a" + other, "Viewed", at);
      case 2 -> TestEvents.identify("", customer, "a" + other, at);
      case 3 -> TestEvents.alias("", customer, "c" + other, at);
      case 4 -> TestEvents.attribute("", customer, "seats", new Value.Numeric(number), at);
      case 5 -> TestEvents.attribute("", customer, "seats", new Value.Text("n" + number), at);
      default ->
          TestEvents.withAccount(
              TestEvents.occurrence(
                  "", Subject.customer(customer), "Signed In", at, number > 0, null),
              "account" + other);
    };
  }

  private static Event withId(Event event, String messageId) {
    return new Event(
        0,
        messageId,
        "",
        event.subject(),
        event.accountId(),
        event.occurredAt(),
        null,
        event.content());
  }

  @Property(tries = 25)
  void shuffledAndDoubledEventsComeToTheSame(
      @ForAll("events") List<Event> events, @ForAll Random random) {
    List<Optional<CustomerHistory>> inOrder = known(List.of(events), false);
    List<Event> twice = new ArrayList<>(events);
    twice.addAll(events);
    Collections.shuffle(twice, random);
    List<List<Event>> parts = new ArrayList<>();
    int from = 0;
    while (from < twice.size()) {
      int to = Math.min(twice.size(), from + 1 + random.nextInt(6));
      parts.add(twice.subList(from, to));
      from = to;
    }
    assertThat(known(parts, random.nextBoolean())).isEqualTo(inOrder);
  }

  /** What is known of each customer as of each instant after these batches. */
  private static List<Optional<CustomerHistory>> known(
      List<List<Event>> batches, boolean keepAfterwards) {
    test.clear();
    EventStore store = new EventStore(test.database());
    CustomerStore customers = new CustomerStore(test.database());
    TreeSet<Extract> wanted = new TreeSet<>(List.of(new Extract("Watched", "minutes")));
    if (!keepAfterwards) {
      await(store.keep(wanted).map(""));
    }
    for (List<Event> batch : batches) {
      await(store.append(TestEvents.batch(TestEvents.numbered(batch))));
    }
    if (keepAfterwards) {
      await(store.keep(wanted).map(""));
    }
    List<Instant> instants = new ArrayList<>();
    for (String asOf :
        List.of(
            "2026-06-01T00:00:00Z",
            "2026-06-01T09:00:00.000001Z",
            "2026-06-02T16:00:00Z",
            "2026-06-09T00:00:00Z")) {
      instants.add(Instant.parse(asOf));
    }
    List<Optional<CustomerHistory>> known = new ArrayList<>();
    for (String customer : List.of("c0", "c1", "c2")) {
      var together = await(customers.timeline(customer, new TreeSet<>(instants)));
      for (Instant asOf : instants) {
        var history = together.flatMap(timeline -> TimelineHistory.asOf(timeline, asOf));
        var alone = await(customers.timeline(customer, new TreeSet<>(List.of(asOf))));
        assertThat(history)
            .isEqualTo(alone.flatMap(timeline -> TimelineHistory.asOf(timeline, asOf)));
        known.add(history);
      }
    }
    return known;
  }
}
