package org.rapport.rules.check;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rapport.model.TimelineBuilder;
import org.rapport.model.Value;
import org.rapport.rules.check.YamlNode.Entry;

/** Reads the events that a case gives. */
final class CaseEventReader {
  /** The most events of a case, each time of each day counted. */
  static final int MAX_EVENTS = 5_000;

  private static final int MAX_DAYS_AGO = 3_650;
  private static final int MAX_TIMES = 1_000;
  private static final Pattern DAYS = Pattern.compile("([0-9]{1,4})\\.\\.([0-9]{1,4})");

  private static final Pattern HYPHEN = Pattern.compile("([0-9]{1,4}) ?- ?([0-9]{1,4})");

  private final Names names;
  private final Instant asOf;
  private final TimelineBuilder timeline;
  private final Findings.Page page;
  private int count;

  CaseEventReader(Names names, Instant asOf, TimelineBuilder timeline, Findings.Page page) {
    this.names = names;
    this.asOf = asOf;
    this.timeline = timeline;
    this.page = page;
  }

  /** Adds the events to the timeline; findings tell what is wrong with them. */
  void read(YamlNode node) {
    for (YamlNode item : YamlMapping.items(node, "\"events\"", page)) {
      YamlMapping fields =
          YamlMapping.of(
                  item,
                  "an event",
                  List.of("event", "daysAgo", "on", "times", "value", "properties"),
                  page)
              .require("event", "Lesson Watched");
      String eventType = fields.text("event");
      if (eventType != null) {
        event(eventType, fields);
      }
    }
  }

  private void event(String eventType, YamlMapping fields) {
    if (names.events() != null && !names.events().contains(eventType)) {
      page.warning(
          Code.UNKNOWN_EVENT,
          fields.spotOf("event"),
          "The catalogue has no event \"%s\": it counts in AllActivity only.".formatted(eventType),
          Objects.requireNonNullElse(
              Words.maybe(eventType, names.events()), "Maybe add it to catalogue.yaml."));
    }
    SortedMap<String, Value> properties = new TreeMap<>();
    YamlNode given = fields.node("properties");
    if (given != null) {
      properties("", given, properties);
    }
    value(eventType, fields, properties);
    Integer times = fields.whole("times", 1, MAX_TIMES);
    List<Instant> instants = instants(fields);
    boolean fitted = count <= MAX_EVENTS;
    count += instants.size() * (times == null ? 1 : times);
    if (count > MAX_EVENTS) {
      if (fitted) {
        page.error(
            Code.TOO_MANY_EVENTS,
            fields.spot(),
            "A case has at most %d events.".formatted(MAX_EVENTS),
            null);
      }
      return;
    }
    for (Instant instant : instants) {
      for (int i = 0; i < (times == null ? 1 : times); i++) {
        timeline.event(eventType, instant, true, properties);
      }
    }
  }

  private void properties(String prefix, YamlNode node, SortedMap<String, Value> properties) {
    for (Entry entry : YamlMapping.entries(node, "\"properties\"", page)) {
      String path = prefix + entry.key();
      if (entry.value() instanceof YamlNode.Mapping) {
        properties(path + ".", entry.value(), properties);
      } else {
        Value value = YamlMapping.value(entry.value(), "a property", page);
        if (value != null && !(value instanceof Value.Removed)) {
          properties.put(path, value);
        }
      }
    }
  }

  private void value(String eventType, YamlMapping fields, SortedMap<String, Value> properties) {
    Long value = fields.number("value");
    Catalogue.EventEntry entry = names.event(eventType);
    if (value == null || names.events() == null || !names.sound()) {
      return;
    }
    if (entry == null || entry.valueProperty() == null) {
      page.error(
          Code.NO_NUMERIC_VALUE,
          fields.spotOf("value"),
          "The event \"%s\" has no numeric value in the catalogue.".formatted(eventType),
          "Maybe add to its entry: value: properties.some-number");
      return;
    }
    properties.put(entry.valueProperty(), new Value.Numeric(value));
  }

  private List<Instant> instants(YamlMapping fields) {
    YamlNode on = fields.node("on");
    YamlNode daysAgo = fields.node("daysAgo");
    if ((on == null) == (daysAgo == null)) {
      page.error(
          Code.MISSING_KEY,
          fields.spot(),
          "An event says when it was: either \"daysAgo\" or \"on\".",
          "Maybe add: daysAgo: 3");
      return List.of();
    }
    if (on == null) {
      return daysAgo(daysAgo).stream().map(this::daysAgo).toList();
    }
    List<YamlNode> nodes = on instanceof YamlNode.Sequence list ? list.items() : List.of(on);
    List<Instant> instants = new ArrayList<>();
    for (YamlNode node : nodes) {
      Instant instant = CaseReader.instant(node, "12:00:00", page);
      if (instant != null && instant.isBefore(asOf)) {
        instants.add(instant);
      } else if (instant != null) {
        page.error(
            Code.NOT_BEFORE_AS_OF,
            node.spot(),
            "This is not before the case's as-of, so it would not count.",
            "Maybe an earlier date, or a later asOf; a mere date means noon UTC.");
      }
    }
    return instants;
  }

  private Instant daysAgo(int days) {
    if (days == 0) {
      return asOf.minusSeconds(1);
    }
    LocalDate day = LocalDate.ofInstant(asOf, ZoneOffset.UTC).minusDays(days);
    return day.atStartOfDay().toInstant(ZoneOffset.UTC).plus(Duration.ofHours(12));
  }

  private List<Integer> daysAgo(@Nullable YamlNode node) {
    List<Integer> days = new ArrayList<>();
    if (node instanceof YamlNode.Sequence list) {
      list.items().forEach(item -> days.addAll(daysAgo(item)));
    } else if (node instanceof YamlNode.Scalar scalar) {
      Matcher range = DAYS.matcher(scalar.text());
      if (range.matches()) {
        int from = Integer.parseInt(range.group(1));
        int to = Integer.parseInt(range.group(2));
        if (from <= to && to <= MAX_DAYS_AGO) {
          for (int day = from; day <= to; day++) {
            days.add(day);
          }
          return days;
        }
      }
      Matcher hyphen = HYPHEN.matcher(scalar.text());
      if (hyphen.matches()) {
        page.error(
            Code.WRONG_VALUE,
            node.spot(),
            "A stretch of days is written with two points.",
            "Maybe write \"%s..%s\".".formatted(hyphen.group(1), hyphen.group(2)));
        return days;
      }
      Integer day =
          YamlMapping.whole(node, "\"daysAgo\", or each end of \"1..20\",", 0, MAX_DAYS_AGO, page);
      if (day != null) {
        days.add(day);
      }
    } else if (node != null) {
      YamlMapping.whole(node, "\"daysAgo\"", 0, MAX_DAYS_AGO, page);
    }
    return days;
  }
}
