package org.rapport.json;

import java.time.Instant;
import java.util.List;
import org.rapport.population.Distribution;
import org.rapport.population.Distribution.ByAttribute;
import org.rapport.population.Distribution.Group;
import org.rapport.population.Distribution.Kind;
import org.rapport.population.Distribution.Place;
import org.rapport.population.Figures;

/**
 * The population as of an instant: all fields of {@link PopulationJson}, with the same meaning, and
 * what is known besides when everybody is decided about as of one instant.
 */
public final class DistributionJson {
  private static final List<Integer> QUANTILES = List.of(10, 25, 50, 75, 90);

  private DistributionJson() {}

  /** The answer's bytes. */
  public static byte[] bytes(Distribution distribution) {
    return JsonOut.objectBytes(
        out -> {
          counted(distribution.rulebase().name(), distribution.asOf(), distribution.whole())
              .write(out);
          out.instant("asOf", distribution.asOf())
              .text("version", distribution.rulebase().version());
          besides(out, distribution.whole());
          ByAttribute by = distribution.by();
          if (by != null) {
            out.object("by", fields -> byAttribute(fields, distribution, by));
          }
          Place place = distribution.place();
          if (place != null) {
            out.object("customer", fields -> place(fields, place));
          }
        });
  }

  private static PopulationJson counted(String rulebase, Instant asOf, Figures figures) {
    return new PopulationJson(
        rulebase,
        figures.customers(),
        figures.scores(),
        figures.bands(),
        figures.phases(),
        figures.evidence(),
        figures.segments(),
        figures.actions(),
        asOf,
        asOf);
  }

  private static void besides(JsonOut out, Figures figures) {
    out.number("undecided", figures.undecided())
        .object(
            "raw",
            raw -> {
              raw.decimal("mean", figures.rawMean());
              raw.object(
                  "quantiles",
                  fields -> QUANTILES.forEach(each -> quantile(fields, each, figures)));
            });
  }

  private static void quantile(JsonOut out, int percent, Figures figures) {
    out.decimal(
        "p" + percent,
        figures.customers() == 0
            ? null
            : Long.valueOf(Math.round(figures.raw().quantile(percent / 100.0))));
  }

  private static void byAttribute(JsonOut out, Distribution distribution, ByAttribute by) {
    out.text("attribute", by.attribute())
        .number("values", by.values())
        .objects("groups", by.groups(), (fields, group) -> group(fields, distribution, group));
  }

  private static void group(JsonOut out, Distribution distribution, Group group) {
    out.text(
        "kind",
        group.kind() == Kind.VALUE ? "value" : group.kind() == Kind.OTHER ? "other" : "missing");
    if (group.value() == null) {
      out.nothing("value");
    } else {
      out.value("value", group.value());
    }
    PopulationJson.share(out, group.figures().customers(), distribution.whole().customers());
    counted(distribution.rulebase().name(), distribution.asOf(), group.figures()).counts(out);
    besides(out, group.figures());
  }

  private static void place(JsonOut out, Place place) {
    StandingJson.write(out, place.standing());
    out.object(
        "percentile",
        fields ->
            fields
                .measure("all", place.percentile())
                .measure("inPhase", place.percentileInPhase()));
  }
}
