package org.rapport.store;

import static org.rapport.store.TestDatabase.await;
import static org.rapport.store.TestEvents.batch;
import static org.rapport.store.TestEvents.numbered;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.rapport.model.CustomerHistory;
import org.rapport.model.Event;
import org.rapport.model.IntakeResult;
import org.rapport.model.TimelineHistory;

/** A test class with a database of its own, empty before each test: events in, histories out. */
abstract class EventsOnDatabase {
  static TestDatabase test;
  EventStore events;
  CustomerStore customers;

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

  IntakeResult append(Event... batch) {
    return await(events.append(batch(numbered(List.of(batch)))));
  }

  CustomerHistory history(String customerId, String asOf) {
    return find(customerId, asOf).orElseThrow();
  }

  Optional<CustomerHistory> find(String customerId, String asOf) {
    Instant instant = Instant.parse(asOf);
    SortedSet<Instant> instants = new TreeSet<>(List.of(instant));
    return await(customers.timeline(customerId, instants))
        .flatMap(timeline -> TimelineHistory.asOf(timeline, instant));
  }
}
