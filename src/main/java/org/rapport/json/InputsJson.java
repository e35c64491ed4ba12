package org.rapport.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rapport.model.AttributeReading;
import org.rapport.model.Contact;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DayCount;
import org.rapport.model.DecisionInputs;
import org.rapport.model.ScorePoint;
import org.rapport.model.SegmentLevel;

/** Writes a decision's inputs as they go on record; {@link InputsReader} is its inverse. */
final class InputsJson {

  private InputsJson() {}

  static void fields(JsonOut out, DecisionInputs inputs) {
    out.instant("asOf", inputs.asOf())
        .object("history", fields -> history(fields, inputs.history()));
    score(out, "sevenDaysBefore", inputs.sevenDaysBefore());
    score(out, "thirtyDaysBefore", inputs.thirtyDaysBefore());
    out.objects("wasIn", inputs.wasIn(), InputsJson::segment)
        .objects("contacts", inputs.contacts(), InputsJson::contact)
        .values("context", inputs.context())
        .text("placement", inputs.placement())
        .text("channel", inputs.channel())
        .number("limit", inputs.limit());
  }

  private static void history(JsonOut out, CustomerHistory history) {
    out.text("customerId", history.customerId())
        .text("accountId", history.accountId())
        .instant("firstSeenAt", history.firstSeenAt())
        .objects("activity", history.days().entrySet(), InputsJson::activity)
        .objects("attributes", history.attributes(), InputsJson::attribute);
  }

  private static void activity(JsonOut out, Map.Entry<String, List<DayCount>> activity) {
    out.text("event", activity.getKey());
    DaysJson.fields(out, activity.getValue());
  }

  private static void attribute(JsonOut out, AttributeReading reading) {
    out.text("origin", reading.origin())
        .text("name", reading.name())
        .value("value", reading.value())
        .instant("occurredAt", reading.occurredAt());
  }

  private static void score(JsonOut out, String name, @Nullable ScorePoint point) {
    if (point == null) {
      out.nothing(name);
    } else {
      out.object(
          name,
          fields -> fields.decimal("raw", point.rawMillionths()).number("score", point.score()));
    }
  }

  private static void segment(JsonOut out, SegmentLevel in) {
    out.text("segment", in.segment().word()).text("level", in.level().word());
  }

  private static void contact(JsonOut out, Contact contact) {
    out.text("action", contact.action())
        .text("outcome", contact.outcome())
        .text("channel", contact.channel())
        .number("daysAgo", contact.daysAgo());
  }
}
