package org.rapport.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rapport.model.AttributeReading;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DayCount;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Timeline;
import org.rapport.model.Timeline.Part;
import org.rapport.model.Timeline.Piece;
import org.rapport.model.TimelineHistory;
import org.rapport.model.Value;
import org.rapport.rules.check.Catalogue;

/** What is known of a customer as of an instant, folded by hand for the subscription rules. */
final class HandHistory {
  private static final int LONGEST_WINDOW_DAYS = 90;

  /** The event types and attributes that the rules name, and what the catalogue says of them. */
  static final class Names {
    final String signUp;
    final int thinBelowDays;
    final int thinBelowEvents;

    /** By event type: the property whose sums are kept, or null. */
    private final Map<String, String> valueProperties = new HashMap<>();

    /** By origin and name of a reading: the attribute that it sets. */
    private final Map<String, Map<String, String>> attributes = new HashMap<>();

    Names(Catalogue catalogue) {
      signUp = catalogue.signUp();
      thinBelowDays = catalogue.thinBelowDays();
      thinBelowEvents = catalogue.thinBelowEvents();
      catalogue
          .events()
          .forEach(
              (type, entry) -> {
                if (entry.valueProperty() != null) {
                  valueProperties.put(type, entry.valueProperty());
                }
                Map<String, String> byProperty = new HashMap<>();
                entry.sets().forEach((attribute, property) -> byProperty.put(property, attribute));
                attributes.put(type, byProperty);
              });
    }

    private @Nullable String attribute(AttributeReading reading) {
      if (reading.origin().isEmpty()) {
        return reading.name();
      }
      Map<String, String> byProperty = attributes.get(reading.origin());
      return byProperty == null ? null : byProperty.get(reading.name());
    }
  }

  private final Names names;
  private final Map<String, HandActivity> byType = new HashMap<>();
  private final Map<String, AttributeReading> readings = new HashMap<>();
  private boolean anyActivity;
  private long recentEvents;
  private long activeAgesLow;
  final LocalDate asOfDay;
  final long asOfEpochDay;
  final int tenureDays;
  int eventTypesLast30Days;

  private HandHistory(Names names, Instant asOf, @Nullable Instant firstSeenAt) {
    this.names = names;
    this.asOfDay = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
    this.asOfEpochDay = asOfDay.toEpochDay();
    this.tenureDays =
        firstSeenAt == null
            ? 0
            : (int) (asOfEpochDay - Math.floorDiv(firstSeenAt.getEpochSecond(), 86_400L));
  }

  /** The history as of an instant, or null when nothing is known before it. */
  static @Nullable HandHistory of(Names names, Timeline timeline, Instant asOf, boolean score) {
    if (timeline.parts().size() != 1) {
      // Linked ids are rare: their parts are joined as the product does.
      return TimelineHistory.asOf(timeline, asOf)
          .map(history -> of(names, history, asOf))
          .orElse(null);
    }
    Part part = timeline.parts().get(0);
    if (!part.firstSeenAt().isBefore(asOf)) {
      return null;
    }
    HandHistory history = new HandHistory(names, asOf, part.firstSeenAt());
    // As-of's own day is among the whole ones when nothing happened on it after as-of.
    long wholeBefore = Math.floorDiv(asOf.minusNanos(1).getEpochSecond(), 86_400L) + 1;
    Map<String, List<Piece>> cut = new HashMap<>();
    for (Piece piece : part.cutDays()) {
      if (piece.firstAt().isBefore(asOf)) {
        cut.computeIfAbsent(piece.eventType(), type -> new ArrayList<>()).add(piece);
      }
    }
    for (Map.Entry<String, List<DayCount>> entry : part.wholeDays().entrySet()) {
      List<Piece> pieces = cut.remove(entry.getKey());
      history.add(
          entry.getKey(), entry.getValue(), wholeBefore, pieces == null ? List.of() : pieces);
    }
    cut.forEach((type, pieces) -> history.add(type, List.of(), 0, pieces));
    if (!score) {
      for (AttributeReading reading : part.attributes()) {
        if (reading.occurredAt().isBefore(asOf)) {
          history.add(reading);
        }
      }
    }
    return history;
  }

  /** The same from a history that was told already. */
  static HandHistory of(Names names, CustomerHistory told, Instant asOf) {
    HandHistory history = new HandHistory(names, asOf, told.firstSeenAt());
    told.days()
        .forEach((type, days) -> history.add(type, days, history.asOfEpochDay + 1, List.of()));
    told.attributes().forEach(history::add);
    return history;
  }

  /** A customer of whom nothing is known. */
  static HandHistory unknown(Names names, Instant asOf) {
    return new HandHistory(names, asOf, null);
  }

  private void add(String type, List<DayCount> whole, long wholeBefore, List<Piece> cut) {
    HandActivity activity =
        HandActivity.of(whole, wholeBefore, cut, names.valueProperties.get(type), asOfEpochDay);
    if (activity.never()) {
      return;
    }
    byType.put(type, activity);
    if (type.equals(names.signUp)) {
      return;
    }
    anyActivity = true;
    boolean visited = false;
    for (int i = activity.size - 1; i >= 0 && activity.ages[i] <= LONGEST_WINDOW_DAYS; i--) {
      recentEvents += activity.counts[i];
      if (activity.visits[i] > 0 && activity.ages[i] <= 30) {
        activeAgesLow |= 1L << activity.ages[i];
        visited = true;
      }
    }
    eventTypesLast30Days += visited ? 1 : 0;
  }

  private void add(AttributeReading reading) {
    String attribute = names.attribute(reading);
    if (attribute == null) {
      return;
    }
    AttributeReading known = readings.get(attribute);
    if (known == null || supersedes(reading, known)) {
      readings.put(attribute, reading);
    }
  }

  private static boolean supersedes(AttributeReading reading, AttributeReading known) {
    int byTime = reading.occurredAt().compareTo(known.occurredAt());
    if (byTime != 0) {
      return byTime > 0;
    }
    int byOrigin = reading.origin().compareTo(known.origin());
    return byOrigin > 0 || (byOrigin == 0 && reading.name().compareTo(known.name()) >= 0);
  }

  HandActivity activity(String type) {
    HandActivity activity = byType.get(type);
    return activity == null ? HandActivity.NEVER : activity;
  }

  int activeDaysLast30Days() {
    return Long.bitCount(activeAgesLow);
  }

  /** The attribute's value, or null when it is not known. */
  @Nullable Value value(String attribute) {
    AttributeReading reading = readings.get(attribute);
    return reading == null || reading.value() instanceof Value.Removed ? null : reading.value();
  }

  /** The attribute's age in days; 0 when it is not known. */
  int ageDays(String attribute) {
    AttributeReading reading = readings.get(attribute);
    return reading == null || reading.value() instanceof Value.Removed
        ? 0
        : (int) (asOfEpochDay - Math.floorDiv(reading.occurredAt().getEpochSecond(), 86_400L));
  }

  EvidenceLevel evidence() {
    if (!anyActivity) {
      return EvidenceLevel.NONE;
    }
    return tenureDays < names.thinBelowDays || recentEvents < names.thinBelowEvents
        ? EvidenceLevel.THIN
        : EvidenceLevel.OK;
  }
}
