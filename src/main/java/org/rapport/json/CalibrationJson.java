package org.rapport.json;

import java.time.Instant;
import java.util.List;
import org.rapport.model.RulebaseRef;
import org.rapport.statistics.RawDistribution;
import org.rapport.statistics.ScaleCalibration;
import org.rapport.statistics.ScaleChoice;

/**
 * What calibrating found.
 *
 * @param rulebase what decided
 * @param asOf the instant
 * @param customers how many were decided about
 * @param fallbacks how many could not be
 * @param scales by scale rule
 */
public record CalibrationJson(
    RulebaseRef rulebase,
    Instant asOf,
    long customers,
    long fallbacks,
    List<ScaleCalibration> scales) {
  private static final List<Integer> PERCENTILES = List.of(1, 5, 10, 25, 50, 75, 90, 95, 99, 100);

  /** The percentiles that are told, of 100. */
  public static List<Integer> percentiles() {
    return PERCENTILES;
  }

  /** The report's bytes. */
  public byte[] bytes() {
    return JsonOut.objectBytes(
        out ->
            out.rulebase("rulebase", rulebase)
                .instant("asOf", asOf)
                .number("customers", customers)
                .number("fallbacks", fallbacks)
                .objects("scales", scales, CalibrationJson::scale));
  }

  private static void scale(JsonOut out, ScaleCalibration scale) {
    out.text("rule", scale.rule()).text("file", scale.file()).number("line", scale.line());
    out.object("rawPoints", fields -> spread(fields, scale.raw()));
    out.object("rawPointsAboveZero", fields -> spread(fields, scale.raw().aboveZero()));
    out.objects("histogram", scale.raw().histogram(), CalibrationJson::bin);
    out.object("present", fields -> choice(fields, scale.present(), scale.raw().count()));
    out.objects(
        "proposed",
        scale.proposed(),
        (fields, choice) -> choice(fields, choice, scale.raw().count()));
  }

  private static void spread(JsonOut out, RawDistribution raw) {
    out.number("customers", raw.count());
    for (int percent : PERCENTILES) {
      if (raw.count() == 0) {
        out.nothing("p" + percent);
      } else {
        out.decimal("p" + percent, Math.round(raw.quantile(percent / 100.0)));
      }
    }
  }

  private static void bin(JsonOut out, RawDistribution.Bin bin) {
    out.decimal("from", bin.from() == Long.MIN_VALUE ? null : (Long) bin.from())
        .decimal("to", bin.to() == Long.MAX_VALUE ? null : (Long) bin.to())
        .number("customers", bin.customers());
  }

  private static void choice(JsonOut out, ScaleChoice choice, long customers) {
    out.text("form", choice.form())
        .text("statement", choice.statement())
        .objects(
            "bands",
            choice.bands(),
            (fields, band) ->
                fields
                    .text("band", band.band())
                    .number("customers", band.customers())
                    .measure("share", (double) band.customers() / customers));
  }
}
