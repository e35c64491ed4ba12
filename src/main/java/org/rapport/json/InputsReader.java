package org.rapport.json;

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
import org.rapport.model.ScorePoint;
import org.rapport.model.SegmentLevel;

/** Reads the inputs of a decision on record. */
final class InputsReader {

  private InputsReader() {}

  /**
   * The inputs.
   *
   * @param inColumns whether days are written as {@link DaysJson} writes them; before, each was an
   *     object
   */
  static DecisionInputs inputs(JsonIn in, boolean inColumns) {
    return new DecisionInputs(
        in.instant("asOf"),
        history(in.object("history"), inColumns),
        score(in, "sevenDaysBefore"),
        score(in, "thirtyDaysBefore"),
        in.objects("wasIn", InputsReader::segment),
        in.objects("contacts", InputsReader::contact),
        in.values("context"),
        in.textOrNull("placement"),
        in.textOrNull("channel"),
        in.number("limit"));
  }

  private static CustomerHistory history(JsonIn in, boolean inColumns) {
    SortedMap<String, List<DayCount>> days = new TreeMap<>();
    in.objects("activity", activity -> activity)
        .forEach(
            activity ->
                days.put(
                    activity.text("event"),
                    inColumns
                        ? DaysJson.read(activity)
                        : activity.objects("days", InputsReader::day)));
    return new CustomerHistory(
        in.text("customerId"),
        in.textOrNull("accountId"),
        in.instantOrNull("firstSeenAt"),
        days,
        in.objects("attributes", InputsReader::attribute));
  }

  private static DayCount day(JsonIn in) {
    SortedMap<String, DayValue> values = new TreeMap<>();
    if (in.has("values")) {
      in.objects("values", value -> value)
          .forEach(
              value ->
                  values.put(
                      value.text("property"),
                      new DayValue(
                          value.number("count"),
                          value.decimal("total"),
                          value.decimal("latest"),
                          value.instant("latestAt"))));
    }
    int count = in.number("count");
    return new DayCount(
        in.day("day"), count, in.has("visits") ? in.number("visits") : count, values);
  }

  private static AttributeReading attribute(JsonIn in) {
    return new AttributeReading(
        in.text("origin"), in.text("name"), in.value("value"), in.instant("occurredAt"));
  }

  private static @Nullable ScorePoint score(JsonIn in, String name) {
    if (!in.has(name)) {
      return null;
    }
    JsonIn point = in.object(name);
    return new ScorePoint(point.decimal("raw"), point.number("score"));
  }

  static SegmentLevel segment(JsonIn in) {
    return new SegmentLevel(Words.segment(in.text("segment")), Words.level(in.text("level")));
  }

  private static Contact contact(JsonIn in) {
    return new Contact(
        in.text("action"), in.text("outcome"), in.text("channel"), in.number("daysAgo"));
  }
}
