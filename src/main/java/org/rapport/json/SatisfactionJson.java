package org.rapport.json;

import org.jspecify.annotations.Nullable;
import org.rapport.model.Value;
import org.rapport.population.Satisfaction;
import org.rapport.population.Satisfaction.Corner;
import org.rapport.population.Satisfaction.Row;

/** Score beside satisfaction, as it is served. */
public final class SatisfactionJson {
  private SatisfactionJson() {}

  /** The answer's bytes. */
  public static byte[] bytes(Satisfaction satisfaction) {
    return JsonOut.objectBytes(
        out ->
            out.text("rulebase", satisfaction.rulebase().name())
                .text("version", satisfaction.rulebase().version())
                .instant("asOf", satisfaction.asOf())
                .text("attribute", satisfaction.attribute())
                .number("known", satisfaction.known())
                .number("missing", satisfaction.missing())
                .objects(
                    "columns",
                    satisfaction.columns(),
                    (fields, column) ->
                        fields.decimal("from", column.from()).decimal("to", column.to()))
                .objects("rows", satisfaction.rows(), SatisfactionJson::row)
                .object(
                    "engagedAndUnhappy",
                    fields -> corner(fields, satisfaction, satisfaction.engagedAndUnhappy()))
                .object(
                    "satisfiedAndSilent",
                    fields -> corner(fields, satisfaction, satisfaction.satisfiedAndSilent())));
  }

  private static void row(JsonOut out, Row row) {
    int known = row.customers().size() - 1;
    out.number("scoreFrom", row.from())
        .number("scoreTo", row.to())
        .numbers("customers", row.customers().subList(0, known), Long::longValue)
        .number("missing", row.customers().get(known).longValue());
  }

  private static void corner(JsonOut out, Satisfaction satisfaction, Corner corner) {
    out.number("scoreFrom", corner.scoreFrom())
        .number("scoreTo", corner.scoreTo())
        .decimal("valueFrom", corner.valueFrom())
        .decimal("valueTo", corner.valueTo())
        .number("count", corner.count())
        .objects(
            "customers",
            corner.customers(),
            (fields, standing) -> {
              StandingJson.write(fields, standing);
              value(fields, standing.attributes().get(satisfaction.attribute()));
            });
  }

  private static void value(JsonOut out, @Nullable Value value) {
    if (value == null) {
      out.nothing("value");
    } else {
      out.value("value", value);
    }
  }
}
