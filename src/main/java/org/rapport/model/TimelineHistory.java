package org.rapport.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
    return new TimelineHistory(timeline, asOf).history();
  }

  /** The same, with nothing in it when nothing is known of the customer before the instant. */
  public static CustomerHistory orUnknown(Timeline timeline, Instant asOf) {
    return asOf(timeline, asOf).orElseGet(() -> CustomerHistory.unknown(timeline.customerId()));
  }

  private Optional<CustomerHistory> history() {
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
                    attributes(parts)));
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
    SortedMap<String, SortedMap<LocalDate, DayCount>> merged = new TreeMap<>();
    for (Part part : parts) {
      for (Piece piece : part.cutDays()) {
        if (piece.firstAt().isBefore(asOf)) {
          add(merged, piece.eventType(), piece.count());
        }
      }
      for (Map.Entry<String, List<DayCount>> ofType : part.wholeDays().entrySet()) {
        List<DayCount> before = before(ofType.getValue());
        if (!before.isEmpty() && days.putIfAbsent(ofType.getKey(), before) != null) {
          before.forEach(count -> add(merged, ofType.getKey(), count));
        }
      }
    }
    // Most types have whole days of one part only, and those are in order already.
    merged.forEach(
        (eventType, counts) -> {
          days.getOrDefault(eventType, List.of())
              .forEach(count -> counts.merge(count.day(), count, DayCount::plus));
          days.put(eventType, new ArrayList<>(counts.values()));
        });
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
    return days.subList(0, end);
  }

  private static void add(
      SortedMap<String, SortedMap<LocalDate, DayCount>> byType, String eventType, DayCount count) {
    byType
        .computeIfAbsent(eventType, type -> new TreeMap<>())
        .merge(count.day(), count, DayCount::plus);
  }

  private List<AttributeReading> attributes(List<Part> parts) {
    SortedMap<String, AttributeReading> latest = new TreeMap<>();
    for (Part part : parts) {
      for (AttributeReading reading : part.attributes()) {
        if (reading.occurredAt().isBefore(asOf)) {
          latest.merge(
              reading.origin() + "\0" + reading.name(),
              reading,
              (one, other) -> BY_TIME.compare(one, other) > 0 ? one : other);
        }
      }
    }
    return new ArrayList<>(latest.values());
  }
}
