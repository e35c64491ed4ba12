package org.rapport.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Event;
import org.rapport.model.Subject;
import org.rapport.model.Value;

/**
 * All that new events add to the tables, counted up and in order of key: every transaction then
 * touches rows in one order, and none waits for another in a circle.
 */
final class EventRows {
  private static final int NO_ORIGIN = 0;

  record EventRow(
      long customer, Instant at, UUID key, int type, Event event, Event.Occurrence occurrence) {}

  record Cell(long customer, LocalDate day, int ref) {}

  record Count(int n, int visits) {
    Count plus(Count other) {
      return new Count(n + other.n, visits + other.visits);
    }
  }

  /** A day's numbers of one extract; of two at one time the larger is the latest. */
  record Numbers(int n, long total, long latest, Instant latestAt) {
    Numbers plus(Numbers other) {
      int byTime = latestAt.compareTo(other.latestAt);
      boolean mine = byTime > 0 || (byTime == 0 && latest >= other.latest);
      return new Numbers(
          n + other.n,
          Math.addExact(total, other.total), // a chunk's numbers: 5,000 times 10^15 at most
          mine ? latest : other.latest,
          mine ? latestAt : other.latestAt);
    }
  }

  record Reading(long customer, int origin, String name, Instant at, UUID key, Value value) {}

  record Pair(long customer, long other) {}

  record Member(long customer, String account) {}

  private static final Comparator<Cell> BY_CELL =
      Comparator.comparingLong(Cell::customer).thenComparing(Cell::day).thenComparingInt(Cell::ref);

  final List<EventRow> events = new ArrayList<>();
  final SortedMap<Cell, Count> activity = new TreeMap<>(BY_CELL);
  final SortedMap<Cell, Numbers> values = new TreeMap<>(BY_CELL);
  final List<Reading> readings = new ArrayList<>();
  final SortedMap<Pair, Instant> links =
      new TreeMap<>(Comparator.comparingLong(Pair::customer).thenComparingLong(Pair::other));
  final SortedMap<Member, Instant> members =
      new TreeMap<>(Comparator.comparingLong(Member::customer).thenComparing(Member::account));
  final SortedMap<Long, Instant> firstSeen = new TreeMap<>();

  private final Map<Subject, Long> customers;
  private final Map<String, Integer> types;
  private final Map<Integer, Map<String, Integer>> extracts;

  /**
   * Counts these events up.
   *
   * @param customers the reference of every subject named in them
   * @param types the reference of every event type
   * @param extracts by event type the property's extract
   */
  EventRows(
      List<EventChunk.Keyed> accepted,
      Map<Subject, Long> customers,
      Map<String, Integer> types,
      Map<Integer, Map<String, Integer>> extracts) {
    this.customers = customers;
    this.types = types;
    this.extracts = extracts;
    accepted.forEach(this::add);
    events.sort(
        Comparator.comparingLong(EventRow::customer)
            .thenComparing(EventRow::at)
            .thenComparing(EventRow::key));
    readings.sort(
        Comparator.comparingLong(Reading::customer)
            .thenComparingInt(Reading::origin)
            .thenComparing(Reading::name)
            .thenComparing(Reading::at)
            .thenComparing(Reading::key));
  }

  /**
   * Everyone these events name, with the first time of an event of their own: none for an id that
   * is only said to be somebody's earlier one.
   */
  static Map<Subject, Optional<Instant>> subjects(List<EventChunk.Keyed> accepted) {
    Map<Subject, Optional<Instant>> subjects = new HashMap<>();
    for (EventChunk.Keyed keyed : accepted) {
      Optional<Instant> at = Optional.of(Columns.whole(keyed.event().occurredAt()));
      subjects.merge(
          keyed.event().subject(),
          at,
          (one, other) -> one.map(known -> least(known, at.orElse(known))).or(() -> other));
      earlier(keyed.event()).forEach(id -> subjects.putIfAbsent(id, Optional.empty()));
    }
    return subjects;
  }

  private static List<Subject> earlier(Event event) {
    if (event.content() instanceof Event.Link link) {
      return link.previous();
    }
    if (event.content() instanceof Event.Attributes attributes) {
      String anonymousId = attributes.linkedAnonymousId();
      return anonymousId == null ? List.of() : List.of(Subject.anonymous(anonymousId));
    }
    return List.of();
  }

  private void add(EventChunk.Keyed keyed) {
    Event event = keyed.event();
    long customer = ref(event.subject());
    Instant at = Columns.whole(event.occurredAt());
    firstSeen.merge(customer, at, EventRows::least);
    if (event.accountId() != null) {
      members.merge(new Member(customer, event.accountId()), at, EventRows::least);
    }
    for (Subject earlier : earlier(event)) {
      if (ref(earlier) != customer) {
        links.merge(new Pair(customer, ref(earlier)), at, EventRows::least);
      }
    }
    if (event.content() instanceof Event.Occurrence occurrence) {
      add(keyed, customer, at, occurrence);
    } else if (event.content() instanceof Event.Attributes attributes) {
      attributes
          .attributes()
          .forEach(
              (name, value) ->
                  readings.add(new Reading(customer, NO_ORIGIN, name, at, keyed.key(), value)));
    }
  }

  private void add(EventChunk.Keyed keyed, long customer, Instant at, Event.Occurrence occurrence) {
    int type = required(types.get(occurrence.eventType()), occurrence.eventType());
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    events.add(new EventRow(customer, at, keyed.key(), type, keyed.event(), occurrence));
    activity.merge(
        new Cell(customer, day, type), new Count(1, occurrence.visit() ? 1 : 0), Count::plus);
    extracts
        .getOrDefault(type, Map.of())
        .forEach(
            (property, extract) -> {
              Value value = occurrence.properties().get(property);
              if (value == null || !canStore(value)) {
                return;
              }
              readings.add(new Reading(customer, type, property, at, keyed.key(), value));
              if (value instanceof Value.Numeric number) {
                values.merge(
                    new Cell(customer, day, extract),
                    new Numbers(1, number.millionths(), number.millionths(), at),
                    Numbers::plus);
              }
            });
  }

  private static boolean canStore(Value value) {
    return !(value instanceof Value.Text text) || Storable.canStore(text.text());
  }

  private long ref(Subject subject) {
    return required(customers.get(subject), subject);
  }

  private static <T> T required(@Nullable T ref, Object what) {
    if (ref == null) {
      throw new IllegalStateException("No reference for " + what);
    }
    return ref;
  }

  private static Instant least(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
