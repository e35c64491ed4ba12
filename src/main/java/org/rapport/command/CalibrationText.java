package org.rapport.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rapport.json.CalibrationJson;
import org.rapport.model.Millionths;
import org.rapport.statistics.RawDistribution;
import org.rapport.statistics.ScaleCalibration;
import org.rapport.statistics.ScaleChoice;
import org.rapport.statistics.ScaleChoice.BandCount;

/** What calibrating found, as lines of at most 100 characters. */
final class CalibrationText {
  private static final int BAR_WIDTH = 50;

  private final List<String> lines = new ArrayList<>();

  private CalibrationText() {}

  /** The lines. */
  static List<String> of(CalibrationJson report) {
    CalibrationText text = new CalibrationText();
    text.line(
        "Raw points of %d customers as of %s, by the rulebase %s",
        report.customers(), report.asOf(), report.rulebase().name());
    if (report.fallbacks() > 0) {
      text.line("%d more could not be decided about.", report.fallbacks());
    }
    report.scales().forEach(text::scale);
    return text.lines;
  }

  private void line(String form, @Nullable Object... values) {
    lines.add(String.format(Locale.ROOT, form, values).stripTrailing());
  }

  private void scale(ScaleCalibration scale) {
    RawDistribution above = scale.raw().aboveZero();
    line("");
    line("Rule %s, %s:%d", scale.rule(), scale.file(), scale.line());
    line("");
    StringBuilder names = new StringBuilder();
    for (int percent : CalibrationJson.percentiles()) {
      names.append(String.format(Locale.ROOT, " %6s", "p" + percent));
    }
    line("  %-20s%s", "Raw points", names);
    spread("all %d".formatted(scale.raw().count()), scale.raw());
    if (above.count() > 0) {
      spread("%d above zero".formatted(above.count()), above);
    }
    line("");
    histogram(scale.raw());
    line("");
    choices(scale, above);
  }

  private void spread(String who, RawDistribution raw) {
    StringBuilder values = new StringBuilder();
    for (int percent : CalibrationJson.percentiles()) {
      values.append(String.format(Locale.ROOT, " %6s", number(raw.quantile(percent / 100.0))));
    }
    line("  %-20s%s", who, values);
  }

  private static String number(double millionths) {
    return String.format(Locale.ROOT, "%.1f", millionths / 1e6);
  }

  private void histogram(RawDistribution raw) {
    List<RawDistribution.Bin> bins = raw.histogram();
    if (raw.aboveZero().count() == 0) {
      bins = bins.subList(0, 1);
    }
    // The idle ones would flatten all others: the bars are measured by those with points.
    long largest = 1;
    for (RawDistribution.Bin bin : bins.subList(1, bins.size())) {
      largest = Math.max(largest, bin.customers());
    }
    for (RawDistribution.Bin bin : bins) {
      String range =
          bin.from() == Long.MIN_VALUE
              ? "0 and below"
              : bin.to() == Long.MAX_VALUE
                  ? Millionths.text(bin.from()) + " and more"
                  : "to under " + Millionths.text(bin.to());
      long bar = (bin.customers() * BAR_WIDTH + largest - 1) / largest;
      line(
          "  %-16s %7d  %s%s",
          range,
          bin.customers(),
          "#".repeat((int) Math.min(BAR_WIDTH, bar)),
          bar > BAR_WIDTH ? " ..." : "");
    }
  }

  private void choices(ScaleCalibration scale, RawDistribution above) {
    line("  The rule says");
    line("    %s", scale.present().statement());
    if (scale.proposed().isEmpty()) {
      line("  Nobody has points above zero: there is nothing to propose from.");
      return;
    }
    line("  By convention, from the %d above zero, it would say one of", above.count());
    for (ScaleChoice choice : scale.proposed()) {
      line("    %s", choice.statement());
      line("        %s", why(choice));
    }
    line(
        "  A number that also stands in the reason must change there too, and cases in tests/ may");
    line("  have to. It moves everybody's score: change it rarely.");
    bands(scale);
  }

  private static String why(ScaleChoice choice) {
    return switch (choice.form()) {
      case "reference" -> "one in ten of them at 100";
      case "saturating" -> "half of them above 50";
      default -> "a score is the rank among them";
    };
  }

  private void bands(ScaleCalibration scale) {
    if (scale.present().bands().isEmpty()) {
      return;
    }
    line("");
    StringBuilder head = new StringBuilder("  %-20s %12s".formatted("Customers by band", "now"));
    scale.proposed().forEach(choice -> head.append(" %12s".formatted(choice.form())));
    line("%s", head);
    for (int band = 0; band < scale.present().bands().size(); band++) {
      StringBuilder row =
          new StringBuilder("  %-20s".formatted(scale.present().bands().get(band).band()));
      row.append(share(scale.present().bands().get(band), scale));
      for (ScaleChoice choice : scale.proposed()) {
        row.append(share(choice.bands().get(band), scale));
      }
      line("%s", row);
    }
  }

  private static String share(BandCount band, ScaleCalibration scale) {
    return String.format(Locale.ROOT, " %11.1f%%", 100.0 * band.customers() / scale.raw().count());
  }
}
