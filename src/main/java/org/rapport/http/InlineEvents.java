package org.rapport.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rapport.model.DayCount;
import org.rapport.model.DayValue;
import org.rapport.model.Millionths;
import org.rapport.model.TimelineBuilder;
import org.rapport.model.Value;

/** Reads what a customer did out of inline facts: single events, or days counted up. */
final class InlineEvents {
  private final TimelineBuilder timeline;

  InlineEvents(TimelineBuilder timeline) {
    this.timeline = timeline;
  }

  /** Reads {@code events} or {@code activity}; what is wrong is noted. */
  void read(Fields fields) {
    if (fields.optional("events") != null && fields.optional("activity") != null) {
      fields
          .findings()
          .add(
              fields.pointer("activity"),
              FindingCode.CONFLICT,
              "Both \"events\" and \"activity\" are given: what happened would count twice.%nMaybe leave one out."
                  .formatted());
    }
    EvaluateParsing.each(fields, "events", this::event);
    EvaluateParsing.each(fields, "activity", this::day);
  }

  private void event(Fields event, String at) {
    String eventType = event.requiredText("event", HttpLimits.WORD_LENGTH);
    Instant occurredAt = event.requiredInstant("occurredAt");
    boolean visit = event.flag("visit", true);
    SortedMap<String, Value> values = new TreeMap<>();
    ObjectNode properties = event.object("properties");
    String pointer = event.pointer("properties");
    if (properties != null
        && !Scalars.flatten(
            properties, pointer, event.findings(), (path, value) -> values.put(path, value))) {
      event
          .findings()
          .add(
              pointer,
              FindingCode.TOO_MANY,
              "There are more than %d properties.".formatted(HttpLimits.EVENT_PROPERTIES));
    }
    if (eventType != null && occurredAt != null) {
      timeline.event(eventType, occurredAt, visit, values);
    }
  }

  private void day(Fields counted, String at) {
    String eventType = counted.requiredText("event", HttpLimits.WORD_LENGTH);
    LocalDate day = counted.requiredDay("day");
    Integer count = counted.requiredWhole("count", 1, HttpLimits.DAY_COUNT);
    Integer visits = counted.whole("visits", 0, count == null ? HttpLimits.DAY_COUNT : count);
    ObjectNode values = counted.object("values");
    if (eventType == null || day == null || count == null) {
      return;
    }
    SortedMap<String, DayValue> dayValues = new TreeMap<>();
    if (values != null) {
      for (Map.Entry<String, ?> member : values.properties()) {
        value(counted, values, member.getKey(), day, count, dayValues);
      }
    }
    timeline.day(eventType, new DayCount(day, count, visits == null ? count : visits, dayValues));
  }

  private static void value(
      Fields counted,
      ObjectNode values,
      String name,
      LocalDate day,
      int count,
      SortedMap<String, DayValue> dayValues) {
    String at = Findings.pointer(counted.pointer("values"), name);
    String property = Checks.text(name, at, HttpLimits.WORD_LENGTH, counted.findings());
    ObjectNode object = Checks.object(values.get(name), at, counted.findings());
    if (object == null) {
      return;
    }
    Fields fields = new Fields(object, at, counted.findings());
    Long total = fields.requiredMillionths("total");
    Long latest = fields.millionths("latest");
    fields.noOthers();
    if (property != null && total != null) {
      long last = latest == null ? mean(total, count) : latest;
      Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
      dayValues.put(property, new DayValue(count, total, last, begin));
    }
  }

  /** The mean stands for the latest value when the caller does not know it. */
  private static long mean(long total, int count) {
    return Millionths.of(
        Millionths.decimal(total).divide(BigDecimal.valueOf(count), 6, RoundingMode.HALF_UP));
  }
}
