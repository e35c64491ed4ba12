package org.rapport.model;

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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Timeline.AccountReading;
import org.rapport.model.Timeline.Part;
import org.rapport.model.Timeline.Piece;

/**
 * Tells the history as of an instant from a timeline: what occurred strictly before it, under the
 * customer's own id and under every id linked strictly before it.
 */
public final class TimelineHistory {
  private static final Comparator<AttributeReading> BY_TIME =
      Comparator.comparing(AttributeReading::occurredAt)
          .thenComparing(reading -> Values.orderKey(reading.value()));

  private static final Comparator<AttributeReading> BY_ATTRIBUTE =
      Comparator.comparing(AttributeReading::origin).thenComparing(AttributeReading::name);

  private final Timeline timeline;
  private final Instant asOf;
  private final LocalDate lastDay;

  private TimelineHistory(Timeline timeline, Instant asOf) {
    this.timeline = timeline;
    this.asOf = asOf;
    this.lastDay = LocalDate.ofInstant(asOf.minusNanos(1), ZoneOffset.UTC);
  }

  /**
   * The history as of an instant, empty when nothing is known of the customer before it.
   *
   * @param asOf one of the instants that the timeline was read for
   */
  public static Optional<CustomerHistory> asOf(Timeline timeline, Instant asOf) {
    TimelineHistory told = new TimelineHistory(timeline, asOf);
    return told.history(told::attributes);
  }

  /** The same without any attributes, for who asks about none: most of the telling is theirs. */
  public static Optional<CustomerHistory> activityAsOf(Timeline timeline, Instant asOf) {
    return new TimelineHistory(timeline, asOf).history(parts -> List.of());
  }

  /** The same, with nothing in it when nothing is known of the customer before the instant. */
  public static CustomerHistory orUnknown(Timeline timeline, Instant asOf) {
    return asOf(timeline, asOf).orElseGet(() -> CustomerHistory.unknown(timeline.customerId()));
  }

  private Optional<CustomerHistory> history(
      Function<List<Part>, List<AttributeReading>> attributes) {
    List<Part> parts =
        timeline.parts().stream()
            .filter(part -> part.linkedAt() == null || part.linkedAt().isBefore(asOf))
            .filter(part -> part.firstSeenAt().isBefore(asOf))
            .toList();
    return parts.stream()
        .map(Part::firstSeenAt)
        .min(Comparator.naturalOrder())
        .map(
            firstSeenAt ->
                new CustomerHistory(
                    timeline.customerId(),
                    account(parts),
                    firstSeenAt,
                    days(parts),
                    attributes.apply(parts)));
  }

  private @Nullable String account(List<Part> parts) {
    return parts.stream()
        .flatMap(part -> part.accounts().stream())
        .filter(account -> account.firstAt().isBefore(asOf))
        .max(Comparator.comparing(AccountReading::firstAt).thenComparing(AccountReading::accountId))
        .map(AccountReading::accountId)
        .orElse(null);
  }

  private SortedMap<String, List<DayCount>> days(List<Part> parts) {
    SortedMap<String, List<DayCount>> days = new TreeMap<>();
    for (Part part : parts) {
      part.wholeDays()
          .forEach(
              (eventType, counts) -> {
                List<DayCount> before = before(counts);
                if (!before.isEmpty()) {
                  days.merge(eventType, before, TimelineHistory::together);
                }
              });
      cutDays(part)
          .forEach((eventType, counts) -> days.merge(eventType, counts, TimelineHistory::together));
    }
    return days;
  }

  /**
   * Those of the days, oldest first, up to as-of's own: if that one is whole, nothing happened on
   * it at or after as-of.
   */
  private List<DayCount> before(List<DayCount> days) {
    int end = days.size();
    while (end > 0 && days.get(end - 1).day().isAfter(lastDay)) {
      end--;
    }
    return end == days.size() ? days : days.subList(0, end);
  }

  /** The pieces before as-of by event type, those of one day joined, oldest first as they come. */
  private Map<String, List<DayCount>> cutDays(Part part) {
    Map<String, List<DayCount>> cut = new HashMap<>();
    for (Piece piece : part.cutDays()) {
      if (piece.firstAt().isBefore(asOf)) {
        List<DayCount> days = cut.computeIfAbsent(piece.eventType(), type -> new ArrayList<>());
        int last = days.size() - 1;
        if (last >= 0 && days.get(last).day().equals(piece.count().day())) {
          days.set(last, days.get(last).plus(piece.count()));
        } else {
          days.add(piece.count());
        }
      }
    }
    return cut;
  }

  /** Two lists of days, each oldest first, as one; what both know of a day is added up. */
  private static List<DayCount> together(List<DayCount> some, List<DayCount> others) {
    List<DayCount> all = new ArrayList<>(some.size() + others.size());
    int taken = 0;
    for (DayCount other : others) {
      while (taken < some.size() && some.get(taken).day().isBefore(other.day())) {
        all.add(some.get(taken++));
      }
      boolean both = taken < some.size() && some.get(taken).day().equals(other.day());
      all.add(both ? some.get(taken++).plus(other) : other);
    }
    all.addAll(some.subList(taken, some.size()));
    return all;
  }

  private List<AttributeReading> attributes(List<Part> parts) {
    List<AttributeReading> readings = new ArrayList<>();
    parts.forEach(part -> readings.addAll(part.attributes()));
    return latest(readings, asOf);
  }

  /** The latest reading of each attribute before an instant, sorted by origin and name. */
  static List<AttributeReading> latest(List<AttributeReading> readings, Instant asOf) {
    SortedMap<AttributeReading, AttributeReading> latest = new TreeMap<>(BY_ATTRIBUTE);
    for (AttributeReading reading : readings) {
      if (reading.occurredAt().isBefore(asOf)) {
        latest.merge(
            reading, reading, (one, other) -> BY_TIME.compare(one, other) > 0 ? one : other);
      }
    }
    return new ArrayList<>(latest.values());
  }
}
