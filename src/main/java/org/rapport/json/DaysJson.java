package org.rapport.json;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rapport.model.DayCount;
import org.rapport.model.DayValue;

/**
 * The days of an event type as they go on record, in columns: {@code "from": "2026-02-12", "days":
 * [0,1], "counts": [2,1]} is two on the 12th and one on the 13th. Written as objects they would be
 * most of a record.
 */
final class DaysJson {

  private DaysJson() {}

  /** A day's value of one property, and the day's place in the list. */
  private record Placed(int place, DayValue value) {}

  static void fields(JsonOut out, List<DayCount> days) {
    if (days.isEmpty()) {
      out.nothing("from");
      return;
    }
    LocalDate from = days.get(0).day();
    out.day("from", from)
        .numbers("days", days, day -> day.day().toEpochDay() - from.toEpochDay())
        .numbers("counts", days, DayCount::count);
    if (days.stream().anyMatch(day -> day.visits() != day.count())) {
      out.numbers("visits", days, DayCount::visits);
    }
    SortedSet<String> properties = new TreeSet<>();
    days.forEach(day -> properties.addAll(day.values().keySet()));
    if (!properties.isEmpty()) {
      out.objects(
          "values",
          properties,
          (fields, property) -> values(fields, property, placed(days, property)));
    }
  }

  private static List<Placed> placed(List<DayCount> days, String property) {
    List<Placed> placed = new ArrayList<>();
    for (int place = 0; place < days.size(); place++) {
      DayValue value = days.get(place).values().get(property);
      if (value != null) {
        placed.add(new Placed(place, value));
      }
    }
    return placed;
  }

  private static void values(JsonOut out, String property, List<Placed> placed) {
    out.text("property", property)
        .numbers("places", placed, Placed::place)
        .numbers("counts", placed, each -> each.value().count())
        .decimals("totals", placed, each -> each.value().totalMillionths())
        .decimals("latest", placed, each -> each.value().latestMillionths())
        .texts(
            "latestAt", placed.stream().map(each -> each.value().latestAt().toString()).toList());
  }

  static List<DayCount> read(JsonIn in) {
    List<DayCount> days = new ArrayList<>();
    if (!in.has("from")) {
      return days;
    }
    LocalDate from = in.day("from");
    List<Integer> after = in.numbers("days");
    List<Integer> counts = in.numbers("counts");
    List<Integer> visits = in.has("visits") ? in.numbers("visits") : counts;
    same(after.size(), counts.size(), visits.size());
    List<SortedMap<String, DayValue>> values = new ArrayList<>();
    after.forEach(day -> values.add(new TreeMap<>()));
    if (in.has("values")) {
      in.objects("values", property -> property).forEach(property -> readValues(property, values));
    }
    for (int i = 0; i < after.size(); i++) {
      days.add(
          new DayCount(from.plusDays(after.get(i)), counts.get(i), visits.get(i), values.get(i)));
    }
    return days;
  }

  private static void readValues(JsonIn in, List<SortedMap<String, DayValue>> values) {
    List<Integer> places = in.numbers("places");
    List<Integer> counts = in.numbers("counts");
    List<Long> totals = in.decimals("totals");
    List<Long> latest = in.decimals("latest");
    List<String> latestAt = in.texts("latestAt");
    same(places.size(), counts.size(), totals.size(), latest.size(), latestAt.size());
    for (int i = 0; i < places.size(); i++) {
      values
          .get(places.get(i))
          .put(
              in.text("property"),
              new DayValue(
                  counts.get(i), totals.get(i), latest.get(i), Instant.parse(latestAt.get(i))));
    }
  }

  private static void same(int size, int... others) {
    for (int other : others) {
      if (other != size) {
        throw new IllegalArgumentException(
            "The columns of an activity have %d and %d rows.".formatted(size, other));
      }
    }
  }
}
