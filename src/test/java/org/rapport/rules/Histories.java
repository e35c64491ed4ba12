package org.rapport.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.AttributeReading;
import org.rapport.model.Contact;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DayCount;
import org.rapport.model.DayValue;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Millionths;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;

/** Histories of invented customers, told by days before as-of. */
final class Histories {
  static final Instant AS_OF = Instant.parse("2026-03-01T10:00:00Z");
  static final LocalDate DAY = LocalDate.ofInstant(AS_OF, ZoneOffset.UTC);

  private final SortedMap<String, SortedMap<LocalDate, DayCount>> days = new TreeMap<>();
  private final List<AttributeReading> attributes = new ArrayList<>();
  private final List<SegmentLevel> wasIn = new ArrayList<>();
  private final List<Contact> contacts = new ArrayList<>();
  private final SortedMap<String, Value> context = new TreeMap<>();
  private @Nullable String channel;
  private @Nullable String placement;
  private int limit = 1;
  private int seenDaysAgo = 100;

  static Histories customer() {
    return new Histories();
  }

  Histories seen(int daysAgo) {
    seenDaysAgo = daysAgo;
    return this;
  }

  Histories did(String event, int daysAgo, int times) {
    return did(event, daysAgo, times, "", 0);
  }

  Histories did(String event, int daysAgo, int times, String property, long valueMillionths) {
    LocalDate day = DAY.minusDays(daysAgo);
    SortedMap<String, DayValue> values = new TreeMap<>();
    if (!property.isEmpty()) {
      values.put(
          property,
          new DayValue(
              times, valueMillionths, valueMillionths, day.atTime(9, 0).toInstant(ZoneOffset.UTC)));
    }
    days.computeIfAbsent(event, type -> new TreeMap<>())
        .merge(day, new DayCount(day, times, times, values), DayCount::plus);
    return this;
  }

  Histories minutes(int daysAgo, int times, long minutes) {
    return did("Lesson Watched", daysAgo, times, "minutes", minutes * Millionths.ONE);
  }

  Histories has(String origin, String name, Value value, int daysAgo) {
    attributes.add(
        new AttributeReading(
            origin, name, value, DAY.minusDays(daysAgo).atTime(8, 0).toInstant(ZoneOffset.UTC)));
    return this;
  }

  Histories was(SegmentLevel level) {
    wasIn.add(level);
    return this;
  }

  Histories contacted(String action, String outcome, int daysAgo) {
    contacts.add(new Contact(action, outcome, "phone", daysAgo));
    return this;
  }

  Histories onPage(String page) {
    context.put("page", new Value.Text(page));
    return this;
  }

  Histories asksFor(@Nullable String byChannel, @Nullable String atPlacement, int atMost) {
    channel = byChannel;
    placement = atPlacement;
    limit = atMost;
    return this;
  }

  CustomerHistory history() {
    SortedMap<String, List<DayCount>> byType = new TreeMap<>();
    days.forEach((type, counts) -> byType.put(type, List.copyOf(counts.values())));
    return new CustomerHistory(
        "customer-1",
        null,
        DAY.minusDays(seenDaysAgo).atTime(7, 0).toInstant(ZoneOffset.UTC),
        byType,
        attributes);
  }

  DecisionInputs inputs() {
    return new DecisionInputs(
        AS_OF, history(), null, null, wasIn, contacts, context, placement, channel, limit);
  }
}
