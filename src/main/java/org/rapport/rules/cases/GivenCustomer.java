package org.rapport.rules.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Contact;
import org.rapport.model.DecisionBasis;
import org.rapport.model.SegmentLevel;
import org.rapport.model.TimelineBuilder;
import org.rapport.model.Value;
import org.rapport.rules.check.Catalogue;

/**
 * A made-up customer in the terms of a test case: can be decided about, and written down as one.
 *
 * @param firstSeenDaysAgo when first seen, in UTC days before as-of; null: at the earliest event
 * @param account the account, or null
 * @param attributes by name
 * @param events in any order
 * @param wasIn segments of the decision before
 * @param contacts actions taken before
 * @param context the caller's words for the moment
 */
record GivenCustomer(
    @Nullable Integer firstSeenDaysAgo,
    @Nullable String account,
    SortedMap<String, GivenAttribute> attributes,
    List<GivenEvent> events,
    List<SegmentLevel> wasIn,
    List<Contact> contacts,
    SortedMap<String, Value> context) {

  /** The instant of every made-up case: noon, so that something can have happened "today". */
  static final Instant AS_OF = Instant.parse("2026-03-01T12:00:00Z");

  private static final LocalDate DAY = LocalDate.ofInstant(AS_OF, ZoneOffset.UTC);

  GivenCustomer {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    events = List.copyOf(events);
    wasIn = List.copyOf(wasIn);
    contacts = List.copyOf(contacts);
    context = Collections.unmodifiableSortedMap(new TreeMap<>(context));
  }

  /**
   * An attribute's value.
   *
   * @param sinceDaysAgo since when, in UTC days before as-of; null: since first seen
   */
  record GivenAttribute(Value value, @Nullable Integer sinceDaysAgo) {}

  /**
   * Something that happened, so often, at noon of a day.
   *
   * @param daysAgo UTC days before as-of; 0 is a second before it
   * @param value the event's numeric value in millionths; null without one
   */
  record GivenEvent(
      String event,
      int daysAgo,
      int times,
      @Nullable Long value,
      SortedMap<String, Value> properties) {
    GivenEvent {
      properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }
  }

  /** The UTC day so many days before as-of. */
  static LocalDate day(int daysAgo) {
    return DAY.minusDays(daysAgo);
  }

  /** What deciding about this customer starts from. */
  DecisionBasis basis(Catalogue catalogue) {
    TimelineBuilder timeline = new TimelineBuilder("customer", AS_OF);
    if (firstSeenDaysAgo != null) {
      timeline.firstSeenAt(midnight(firstSeenDaysAgo));
    }
    if (account != null) {
      timeline.account(account);
    }
    attributes.forEach(
        (name, given) ->
            timeline.attribute(
                name,
                given.value(),
                given.sinceDaysAgo() == null ? null : midnight(given.sinceDaysAgo())));
    events.forEach(event -> add(timeline, event, catalogue));
    return new DecisionBasis(AS_OF, timeline.build(), wasIn, contacts, context, null, null, 1);
  }

  private static Instant midnight(int daysAgo) {
    return day(daysAgo).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static void add(TimelineBuilder timeline, GivenEvent event, Catalogue catalogue) {
    SortedMap<String, Value> properties = new TreeMap<>(event.properties());
    Catalogue.EventEntry entry = catalogue.events().get(event.event());
    if (event.value() != null && entry != null && entry.valueProperty() != null) {
      properties.put(entry.valueProperty(), new Value.Numeric(event.value()));
    }
    Instant at =
        event.daysAgo() == 0
            ? AS_OF.minusSeconds(1)
            : day(event.daysAgo()).atTime(12, 0).toInstant(ZoneOffset.UTC);
    for (int i = 0; i < event.times(); i++) {
      timeline.event(event.event(), at, true, properties);
    }
  }
}
