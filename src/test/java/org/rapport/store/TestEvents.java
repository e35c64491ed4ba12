package org.rapport.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Event;
import org.rapport.model.EventBatch;
import org.rapport.model.Subject;
import org.rapport.model.Value;

/** Short words for the events of tests. */
final class TestEvents {
  static final Instant RECEIVED_AT = Instant.parse("2026-06-30T12:00:00Z");

  private TestEvents() {}

  static EventBatch batch(Event... events) {
    return batch(Arrays.asList(events));
  }

  static EventBatch batch(List<Event> events) {
    return new EventBatch(RECEIVED_AT, events, List.of());
  }

  static Event event(String messageId, String customerId, String type, String at) {
    return occurrence(messageId, Subject.customer(customerId), type, at, true, null);
  }

  static Event valued(String messageId, String customerId, String type, String at, long minutes) {
    return occurrence(messageId, Subject.customer(customerId), type, at, true, minutes);
  }

  static Event anonymous(String messageId, String anonymousId, String type, String at) {
    return occurrence(messageId, Subject.anonymous(anonymousId), type, at, true, null);
  }

  static Event occurrence(
      String messageId,
      Subject subject,
      String type,
      String at,
      boolean visit,
      @Nullable Long minutes) {
    SortedMap<String, Value> properties = new TreeMap<>();
    if (minutes != null) {
      properties.put("minutes", new Value.Numeric(minutes * 1_000_000));
    }
    String json = minutes == null ? "{}" : "{\"minutes\":%d}".formatted(minutes);
    return new Event(
        0,
        messageId,
        "",
        subject,
        null,
        Instant.parse(at),
        null,
        new Event.Occurrence(type, visit, json, Collections.unmodifiableSortedMap(properties)));
  }

  static Event attribute(String messageId, String customerId, String name, Value value, String at) {
    return new Event(
        0,
        messageId,
        "",
        Subject.customer(customerId),
        null,
        Instant.parse(at),
        null,
        new Event.Attributes(new TreeMap<>(java.util.Map.of(name, value)), null));
  }

  static Event identify(String messageId, String customerId, String anonymousId, String at) {
    return new Event(
        0,
        messageId,
        "",
        Subject.customer(customerId),
        null,
        Instant.parse(at),
        null,
        new Event.Attributes(new TreeMap<>(), anonymousId));
  }

  static Event alias(String messageId, String customerId, String previousId, String at) {
    return new Event(
        0,
        messageId,
        "",
        Subject.customer(customerId),
        null,
        Instant.parse(at),
        null,
        new Event.Link(List.of(Subject.customer(previousId), Subject.anonymous(previousId))));
  }

  static Event withAccount(Event event, String accountId) {
    return new Event(
        event.index(),
        event.messageId(),
        event.source(),
        event.subject(),
        accountId,
        event.occurredAt(),
        event.clockSkewMs(),
        event.content());
  }

  /** The events numbered by their place. */
  static List<Event> numbered(List<Event> events) {
    List<Event> numbered = new ArrayList<>();
    for (Event event : events) {
      numbered.add(
          new Event(
              numbered.size(),
              event.messageId(),
              event.source(),
              event.subject(),
              event.accountId(),
              event.occurredAt(),
              event.clockSkewMs(),
              event.content()));
    }
    return numbered;
  }
}
