package org.rapport.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Timeline.AccountReading;
import org.rapport.model.Timeline.Part;
import org.rapport.model.Timeline.Piece;

/**
 * A timeline made from facts given inline instead of stored ones. It is good for the histories as
 * of the instants of {@link #instants(Instant)}, of one customer without linked ids.
 */
public final class TimelineBuilder {
  private static final Duration SEVEN_DAYS = Duration.ofDays(7);
  private static final Duration THIRTY_DAYS = Duration.ofDays(30);

  private final String customerId;
  private final Instant asOf;
  private final List<GivenEvent> events = new ArrayList<>();
  private final List<GivenDay> days = new ArrayList<>();
  private final List<GivenAttribute> attributes = new ArrayList<>();
  private @Nullable Instant firstSeenAt;
  private @Nullable String accountId;

  private record GivenEvent(
      String eventType, Instant occurredAt, boolean visit, SortedMap<String, Value> properties) {
    LocalDate day() {
      return LocalDate.ofInstant(occurredAt, ZoneOffset.UTC);
    }
  }

  private record GivenDay(String eventType, DayCount count) {
    Instant begin() {
      return count.day().atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  }

  private record GivenAttribute(String name, Value value, @Nullable Instant since) {}

  /** A timeline of this customer for deciding as of this instant, with nothing known yet. */
  public TimelineBuilder(String customerId, Instant asOf) {
    this.customerId = customerId;
    this.asOf = asOf;
  }

  /** The instants a decision asks about: as-of, then seven and thirty days before it. */
  public static List<Instant> instants(Instant asOf) {
    return List.of(asOf, asOf.minus(SEVEN_DAYS), asOf.minus(THIRTY_DAYS));
  }

  /** When the customer was first seen; without it, the earliest event or attribute. */
  public TimelineBuilder firstSeenAt(Instant instant) {
    firstSeenAt = instant;
    return this;
  }

  /** The account the customer belongs to since first seen. */
  public TimelineBuilder account(String account) {
    accountId = account;
    return this;
  }

  /**
   * Something the customer did.
   *
   * @param visit false when the customer was not active then
   * @param properties scalars by path below {@code properties.}: numbers are kept by day, and each
   *     of them as an attribute that the event sets
   */
  public TimelineBuilder event(
      String eventType, Instant occurredAt, boolean visit, SortedMap<String, Value> properties) {
    events.add(new GivenEvent(eventType, occurredAt, visit, new TreeMap<>(properties)));
    return this;
  }

  /**
   * A day counted up. All of it counts from the day's beginning: a decision as of any later moment
   * of that day sees it whole.
   *
   * @param count at least 1
   */
  public TimelineBuilder day(String eventType, DayCount count) {
    days.add(new GivenDay(eventType, count));
    return this;
  }

  /**
   * Something known of the customer.
   *
   * @param since since when, or null for since first seen
   */
  public TimelineBuilder attribute(String name, Value value, @Nullable Instant since) {
    attributes.add(new GivenAttribute(name, value, since));
    return this;
  }

  /** The timeline of all that was given; without parts when nothing was. */
  public Timeline build() {
    boolean known = firstSeenAt != null || accountId != null || !attributes.isEmpty();
    if (!known && events.isEmpty() && days.isEmpty()) {
      return new Timeline(customerId, List.of());
    }
    Instant seen = earliest();
    Set<LocalDate> cut =
        instants(asOf).stream()
            .filter(instant -> !instant.equals(instant.truncatedTo(ChronoUnit.DAYS)))
            .map(instant -> LocalDate.ofInstant(instant, ZoneOffset.UTC))
            .collect(Collectors.toUnmodifiableSet());
    Part part =
        new Part(
            null,
            seen,
            accountId == null ? List.of() : List.of(new AccountReading(accountId, seen)),
            wholeDays(cut),
            pieces(cut),
            readings(seen));
    return new Timeline(customerId, List.of(part));
  }

  private Instant earliest() {
    Stream<Instant> given = Stream.ofNullable(firstSeenAt);
    Stream<Instant> occurred =
        Stream.concat(
            events.stream().map(GivenEvent::occurredAt), days.stream().map(GivenDay::begin));
    Stream<Instant> since =
        attributes.stream().map(GivenAttribute::since).flatMap(Stream::ofNullable);
    // Undated facts alone: the customer is known, but only just.
    return Stream.of(given, occurred, since)
        .flatMap(instants -> instants)
        .min(Comparator.naturalOrder())
        .orElse(asOf.minusSeconds(1));
  }

  private SortedMap<String, List<DayCount>> wholeDays(Set<LocalDate> cut) {
    SortedMap<String, SortedMap<LocalDate, DayCount>> byType = new TreeMap<>();
    for (GivenEvent event : events) {
      if (!cut.contains(event.day())) {
        byType
            .computeIfAbsent(event.eventType(), type -> new TreeMap<>())
            .merge(event.day(), dayOf(event), DayCount::plus);
      }
    }
    for (GivenDay day : days) {
      byType
          .computeIfAbsent(day.eventType(), type -> new TreeMap<>())
          .merge(day.count().day(), day.count(), DayCount::plus);
    }
    SortedMap<String, List<DayCount>> days = new TreeMap<>();
    byType.forEach((type, counts) -> days.put(type, List.copyOf(counts.values())));
    return days;
  }

  private static DayCount dayOf(GivenEvent event) {
    SortedMap<String, DayValue> values = new TreeMap<>();
    numbers(event)
        .forEach(
            (property, value) ->
                values.put(property, new DayValue(1, value, value, event.occurredAt())));
    return new DayCount(event.day(), 1, event.visit() ? 1 : 0, values);
  }

  private List<Piece> pieces(Set<LocalDate> cut) {
    List<Instant> instants = instants(asOf);
    Map<String, Piece> pieces = new LinkedHashMap<>();
    events.stream()
        .filter(event -> cut.contains(event.day()))
        .sorted(Comparator.comparing(GivenEvent::occurredAt).thenComparing(GivenEvent::eventType))
        .forEach(
            event -> {
              long after = instants.stream().filter(at -> !event.occurredAt().isBefore(at)).count();
              pieces.merge(
                  event.day() + " " + after + " " + event.eventType(),
                  new Piece(event.eventType(), event.occurredAt(), dayOf(event)),
                  (one, other) ->
                      new Piece(one.eventType(), one.firstAt(), one.count().plus(other.count())));
            });
    return List.copyOf(pieces.values());
  }

  private static SortedMap<String, Long> numbers(GivenEvent event) {
    SortedMap<String, Long> numbers = new TreeMap<>();
    event
        .properties()
        .forEach(
            (property, value) -> {
              if (value instanceof Value.Numeric number) {
                numbers.put(property, number.millionths());
              }
            });
    return numbers;
  }

  /** As the store yields them: those that one of the instants sees as the latest of their name. */
  private List<AttributeReading> readings(Instant seen) {
    Stream<AttributeReading> given =
        attributes.stream()
            .map(
                attribute -> {
                  Instant since = attribute.since() == null ? seen : attribute.since();
                  return new AttributeReading("", attribute.name(), attribute.value(), since);
                });
    Stream<AttributeReading> set =
        events.stream()
            .flatMap(
                event ->
                    event.properties().entrySet().stream()
                        .map(
                            property ->
                                new AttributeReading(
                                    event.eventType(),
                                    property.getKey(),
                                    property.getValue(),
                                    event.occurredAt())));
    List<AttributeReading> all = Stream.concat(given, set).toList();
    return instants(asOf).stream()
        .flatMap(instant -> TimelineHistory.latest(all, instant).stream())
        .distinct()
        .sorted(
            Comparator.comparing(AttributeReading::occurredAt)
                .thenComparing(AttributeReading::origin)
                .thenComparing(AttributeReading::name))
        .toList();
  }
}
