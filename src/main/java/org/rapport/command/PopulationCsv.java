package org.rapport.command;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.rapport.model.Millionths;
import org.rapport.population.Distribution;
import org.rapport.population.Figures;

/** How all customers stand, a line for each count: {@code group,figure,key,customers,share}. */
final class PopulationCsv {
  private final List<String> lines = new ArrayList<>();

  private PopulationCsv() {
    lines.add(Csv.line("group", "figure", "key", "customers", "share", "value"));
  }

  static List<String> of(Distribution distribution) {
    PopulationCsv csv = new PopulationCsv();
    csv.figures("all", distribution.whole());
    if (distribution.by() != null) {
      String name = distribution.by().attribute();
      for (Distribution.Group group : distribution.by().groups()) {
        csv.figures(name + "=" + PopulationText.name(group), group.figures());
      }
    }
    if (distribution.place() != null) {
      Distribution.Place place = distribution.place();
      String id = place.standing().customerId();
      csv.value(id, "percentile", "all", BigDecimal.valueOf(place.percentile()));
      csv.value(id, "percentile", "inPhase", BigDecimal.valueOf(place.percentileInPhase()));
    }
    return csv.lines;
  }

  private void figures(String group, Figures figures) {
    count(group, "customers", "", figures.customers(), figures.customers());
    count(group, "undecided", "", figures.undecided(), 0);
    if (figures.rawMean() != null) {
      value(group, "raw", "mean", Millionths.decimal(figures.rawMean()));
      for (int percent : new int[] {10, 25, 50, 75, 90}) {
        long quantile = Math.round(figures.raw().quantile(percent / 100.0));
        value(group, "raw", "p" + percent, Millionths.decimal(quantile));
      }
    }
    figures
        .scores()
        .forEach(
            (score, count) -> count(group, "score", score.toString(), count, figures.customers()));
    counts(group, "band", figures.bands(), figures.customers());
    counts(group, "phase", figures.phases(), figures.customers());
    counts(group, "evidence", figures.evidence(), figures.customers());
    figures
        .segments()
        .forEach((segment, levels) -> counts(group, segment, levels, figures.customers()));
    counts(group, "action", figures.actions(), figures.customers());
  }

  private void counts(String group, String figure, SortedMap<String, Long> counts, long of) {
    counts.forEach((key, count) -> count(group, figure, key, count, of));
  }

  private void count(String group, String figure, String key, long count, long of) {
    Object share =
        of == 0
            ? ""
            : BigDecimal.valueOf(count).divide(BigDecimal.valueOf(of), 4, RoundingMode.HALF_UP);
    lines.add(Csv.line(group, figure, key, count, share, ""));
  }

  private void value(String group, String figure, String key, BigDecimal value) {
    lines.add(Csv.line(group, figure, key, "", "", value));
  }
}
