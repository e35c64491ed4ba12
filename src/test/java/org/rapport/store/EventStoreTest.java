package org.rapport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.rapport.store.TestDatabase.await;
import static org.rapport.store.TestEvents.alias;
import static org.rapport.store.TestEvents.anonymous;
import static org.rapport.store.TestEvents.attribute;
import static org.rapport.store.TestEvents.batch;
import static org.rapport.store.TestEvents.event;
import static org.rapport.store.TestEvents.identify;
import static org.rapport.store.TestEvents.numbered;
import static org.rapport.store.TestEvents.valued;
import static org.rapport.store.TestEvents.withAccount;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DayCount;
import org.rapport.model.DayValue;
import org.rapport.model.Event;
import org.rapport.model.EventBatch;
import org.rapport.model.Extract;
import org.rapport.model.IntakeResult;
import org.rapport.model.Rejection;
import org.rapport.model.Subject;
import org.rapport.model.Timeline;
import org.rapport.model.TimelineHistory;
import org.rapport.model.Value;

class EventStoreTest {
  private static TestDatabase test;
  private EventStore events;
  private CustomerStore customers;

  @BeforeAll
  static void open() {
    test = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @BeforeEach
  void empty() {
    test.clear();
    events = new EventStore(test.database());
    customers = new CustomerStore(test.database());
  }

  private IntakeResult append(Event... batch) {
    return await(events.append(batch(numbered(List.of(batch)))));
  }

  private CustomerHistory history(String customerId, String asOf) {
    return find(customerId, asOf).orElseThrow();
  }

  private Optional<CustomerHistory> find(String customerId, String asOf) {
    Instant instant = Instant.parse(asOf);
    SortedSet<Instant> instants = new TreeSet<>(List.of(instant));
    return await(customers.timeline(customerId, instants))
        .flatMap(timeline -> TimelineHistory.asOf(timeline, instant));
  }

  @Test
  void aMessageIdCountsOnceWhateverElseTheRepeatSays() {
    assertThat(append(event("m1", "c1", "Signed In", "2026-06-01T10:00:00Z")))
        .isEqualTo(new IntakeResult(1, 0, List.of()));
    assertThat(append(event("m1", "c1", "Signed In", "2026-07-09T10:00:00Z")))
        .isEqualTo(new IntakeResult(0, 1, List.of()));
    assertThat(history("c1", "2026-08-01T00:00:00Z").days())
        .containsOnlyKeys("Signed In")
        .containsEntry(
            "Signed In", List.of(new DayCount(LocalDate.of(2026, 6, 1), 1, 1, new TreeMap<>())));
  }

  @Test
  void aMessageIdOfAnotherSourceIsAnotherMessage() {
    Event one = event("m1", "c1", "Signed In", "2026-06-01T10:00:00Z");
    Event other =
        new Event(0, "m1", "shop", one.subject(), null, one.occurredAt(), null, one.content());
    assertThat(append(one, other).accepted()).isEqualTo(2);
  }

  @Test
  void aRepeatForAnotherCustomerOrEventTypeIsRejected() {
    append(event("m1", "c1", "Signed In", "2026-06-01T10:00:00Z"));
    IntakeResult result =
        append(
            event("m0", "c1", "Signed In", "2026-06-01T10:00:00Z"),
            event("m1", "c2", "Signed In", "2026-06-01T10:00:00Z"),
            event("m1", "c1", "Signed Out", "2026-06-01T10:00:00Z"),
            event("m1", "c1", "Signed In", "2026-06-01T10:00:00Z"));
    assertThat(result.accepted()).isEqualTo(1);
    assertThat(result.duplicates()).isEqualTo(1);
    assertThat(result.rejected())
        .extracting(Rejection::index, Rejection::messageId, Rejection::code)
        .containsExactly(tuple(1, "m1", "message-id-reused"), tuple(2, "m1", "message-id-reused"));
    assertThat(find("c2", "2026-07-01T00:00:00Z")).isEmpty();
  }

  @Test
  void ofTwoWithOneIdInABatchTheFirstWins() {
    IntakeResult result =
        append(
            event("m1", "c1", "Signed In", "2026-06-01T10:00:00Z"),
            event("m1", "c1", "Signed In", "2026-06-02T10:00:00Z"),
            event("m1", "c9", "Signed In", "2026-06-02T10:00:00Z"));
    assertThat(result.accepted()).isEqualTo(1);
    assertThat(result.duplicates()).isEqualTo(1);
    assertThat(result.rejected()).extracting(Rejection::index).containsExactly(2);
    assertThat(history("c1", "2026-07-01T00:00:00Z").firstSeenAt())
        .isEqualTo("2026-06-01T10:00:00Z");
  }

  @Test
  void whatTheDatabaseCannotHoldIsNamedAndTheRestIsKept() {
    EventBatch batch =
        batch(
            numbered(
                List.of(
                    event("m1", "c\u0000", "Signed In", "2026-06-01T10:00:00Z"),
                    event("m2\ud800", "c1", "Signed In", "2026-06-01T10:00:00Z"),
                    event("m3", "c1", "Signed In", "+292278993-06-01T10:00:00Z"),
                    event("m4", "c1", "Signed In", "2026-06-01T10:00:00Z"))));
    IntakeResult result = await(events.append(batch));
    assertThat(result.accepted()).isEqualTo(1);
    assertThat(result.rejected())
        .extracting(Rejection::index, Rejection::messageId, Rejection::code)
        .containsExactly(
            tuple(0, "m1", "text-not-storable"),
            tuple(1, null, "text-not-storable"),
            tuple(2, "m3", "occurred-at-out-of-range"));
  }

  @Test
  void theBatchsOwnRejectionsComeFirst() {
    Rejection own = new Rejection(7, null, "customer-id-missing", "No customer.");
    EventBatch batch =
        new EventBatch(
            TestEvents.RECEIVED_AT,
            List.of(event("m\u0000", "c1", "Signed In", "2026-06-01T10:00:00Z")),
            List.of(own));
    assertThat(await(events.append(batch)).rejected())
        .extracting(Rejection::code)
        .containsExactly("customer-id-missing", "text-not-storable");
  }

  @Test
  void eventsOfAllTimesAreStored() {
    append(
        event("m1", "c1", "Signed In", "1969-07-20T20:17:00Z"),
        event("m2", "c1", "Signed In", "2026-06-01T10:00:00Z"),
        event("m3", "c1", "Signed In", "9998-01-01T00:00:00Z"));
    assertThat(
            await(events.events("c1", null, null, null, null, 10)).stream()
                .map(EventStore.StoredEvent::messageId))
        .containsExactly("m3", "m2", "m1");
    assertThat(history("c1", "2026-07-01T00:00:00Z").days().get("Signed In"))
        .extracting(DayCount::day)
        .containsExactly(LocalDate.of(1969, 7, 20), LocalDate.of(2026, 6, 1));
  }

  @Test
  void eventsThatWaitForTheirMonthMoveIntoItsPartition() {
    test.execute(
        "INSERT INTO rapport.event (customer_ref, occurred_at, key, event_type_ref, visit,"
            + " received_at, message_id, source, properties) VALUES (1, '2001-02-28T23:59:59Z',"
            + " gen_random_uuid(), 1, true, now(), 'm', '', '{}')");
    assertThat(test.query("SELECT count(*) FROM rapport.event_other")).isEqualTo("1");
    test.execute("SET search_path TO rapport; SELECT make_event_partition('2001-02-01')");
    assertThat(test.query("SELECT count(*) FROM rapport.event_2001_02")).isEqualTo("1");
    assertThat(test.query("SELECT count(*) FROM rapport.event_other")).isEqualTo("0");
  }

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

  @Test
  void eventsAreReadNewestFirstPageByPage() {
    append(
        event("m1", "c1", "Signed In", "2026-06-01T10:00:00Z"),
        event("m2", "c1", "Signed In", "2026-06-02T10:00:00Z"),
        event("m3", "c1", "Viewed", "2026-06-02T10:00:00Z"),
        anonymous("m4", "a1", "Viewed", "2026-05-02T10:00:00Z"),
        identify("m5", "c1", "a1", "2026-06-03T10:00:00Z"));
    List<String> read = new ArrayList<>();
    EventStore.Cursor after = null;
    List<EventStore.StoredEvent> page = await(events.events("c1", null, null, null, after, 1));
    while (!page.isEmpty()) {
      EventStore.StoredEvent last = page.get(page.size() - 1);
      read.add(last.subjectId() + " " + last.messageId());
      after = new EventStore.Cursor(last.occurredAt(), last.key());
      page = await(events.events("c1", null, null, null, after, 1));
    }
    assertThat(read).hasSize(4).startsWith(read.get(0)).endsWith("c1 m1", "a1 m4");
    assertThat(read.subList(0, 2)).containsExactlyInAnyOrder("c1 m2", "c1 m3");
    assertThat(
            await(
                events.events(
                    "c1",
                    "Viewed",
                    Instant.parse("2026-05-02T10:00:00Z"),
                    Instant.parse("2026-06-02T10:00:00Z"),
                    null,
                    10)))
        .extracting(EventStore.StoredEvent::messageId)
        .containsExactly("m4");
  }

  @Test
  void aLargeBatchIsStoredInParts() {
    List<Event> many = new ArrayList<>();
    for (int i = 0; i < 5_001; i++) {
      many.add(event("m" + i, "c" + i % 7, "Signed In", "2026-06-01T10:00:00Z"));
    }
    many.add(many.get(0));
    assertThat(await(events.append(batch(numbered(many)))))
        .isEqualTo(new IntakeResult(5_001, 1, List.of()));
  }

  @Test
  void concurrentWritersOfTheSameEventsCountThemOnce() {
    List<Future<IntakeResult>> running = new ArrayList<>();
    for (int writer = 0; writer < 8; writer++) {
      List<Event> mine = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int number = (i * 37 + writer * 11) % 200;
        mine.add(
            withAccount(
                event("m" + number, "c" + number % 20, "Signed In", "2026-06-01T10:00:00Z"), "a"));
      }
      running.add(events.append(batch(numbered(mine))));
    }
    int accepted = running.stream().mapToInt(future -> await(future).accepted()).sum();
    assertThat(accepted).isEqualTo(200);
    assertThat(test.query("SELECT sum(n) FROM rapport.activity")).isEqualTo("200");
    assertThat(test.query("SELECT count(*) FROM rapport.event")).isEqualTo("200");
  }
}
