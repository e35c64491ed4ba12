package org.rapport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.rapport.store.TestDatabase.await;
import static org.rapport.store.TestEvents.anonymous;
import static org.rapport.store.TestEvents.batch;
import static org.rapport.store.TestEvents.event;
import static org.rapport.store.TestEvents.identify;
import static org.rapport.store.TestEvents.numbered;
import static org.rapport.store.TestEvents.withAccount;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rapport.model.DayCount;
import org.rapport.model.Event;
import org.rapport.model.EventBatch;
import org.rapport.model.IntakeResult;
import org.rapport.model.Rejection;

class EventStoreTest extends EventsOnDatabase {
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
