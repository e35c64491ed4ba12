package org.rapport.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.rapport.command.HtmlPage.Cell;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.population.Distribution;
import org.rapport.population.Distribution.Group;
import org.rapport.population.Distribution.Kind;
import org.rapport.population.Figures;

/** How all customers stand, on a page. */
final class PopulationHtml {
  private static final int SCORES = 100;
  private static final int BAR = 10;

  private final HtmlPage page;
  private final Figures whole;

  private PopulationHtml(HtmlPage page, Figures whole) {
    this.page = page;
    this.whole = whole;
  }

  /** A page of its own. */
  static String of(Distribution distribution) {
    HtmlPage page = new HtmlPage("%d customers".formatted(distribution.whole().customers()));
    page.paragraph(
        "As of %s, by the rulebase %s."
            .formatted(distribution.asOf(), distribution.rulebase().name()));
    add(page, distribution);
    return page.html();
  }

  /** The same on a page with more. */
  static void add(HtmlPage page, Distribution distribution) {
    Figures whole = distribution.whole();
    PopulationHtml html = new PopulationHtml(page, whole);
    if (whole.undecided() > 0) {
      page.paragraph(
          "About %d more the rules could not decide; they are in no count."
              .formatted(whole.undecided()));
    }
    if (whole.customers() == 0) {
      page.paragraph("Nobody was known then: there is nothing to show.");
      return;
    }
    html.scores();
    page.heading(3, "Bands, phases, evidence");
    html.counts("Bands", whole.bands());
    html.counts("Phases", whole.phases());
    html.counts("Evidence: how much data there is", whole.evidence());
    html.segments();
    page.heading(3, "Next best actions");
    html.counts("Action", whole.actions());
    if (distribution.by() != null) {
      html.by(distribution.by());
    }
    Distribution.Place place = distribution.place();
    if (place != null) {
      page.paragraph(
          String.format(
              Locale.ROOT,
              "%s stands above %.1f %% of all and %.1f %% of its own phase.",
              place.standing().customerId(),
              place.percentile(),
              place.percentileInPhase()));
    }
  }

  private void scores() {
    page.heading(3, "Scores, 1 to 100; higher is better");
    StringBuilder at = new StringBuilder();
    StringBuilder counts = new StringBuilder();
    StringBuilder shares = new StringBuilder();
    long sum = 0;
    for (int score = 1; score <= SCORES; score++) {
      long count = whole.scores().getOrDefault(score, 0L);
      sum += count;
      String comma = score == 1 ? "" : ",";
      at.append(comma).append(score);
      counts.append(comma).append(count);
      shares
          .append(comma)
          .append(String.format(Locale.ROOT, "%.3f", 100.0 * sum / whole.customers()));
    }
    page.plot(
        "How many customers have each score, and the share with that score or less",
        "{\"x\":\"score\",\"bars\":\"customers\",\"line\":\"that score or less\",\"at\":[%s],\"counts\":[%s],\"shares\":[%s]}"
            .formatted(at, counts, shares));
    long[] tens = new long[SCORES / BAR];
    whole.scores().forEach((score, count) -> tens[(score - 1) / BAR] += count);
    List<List<Cell>> rows = new ArrayList<>();
    for (int ten = tens.length - 1; ten >= 0; ten--) {
      rows.add(row("%d to %d".formatted(ten * BAR + 1, (ten + 1) * BAR), tens[ten]));
    }
    page.table("Customers by score", List.of("Score", "Customers", "Share", ""), rows);
    page.paragraph(
        "Raw points: mean %s, median %s; a tenth stay below %s, nine tenths below %s."
            .formatted(
                PopulationText.points(whole.rawMean()),
                PopulationText.quantile(whole, 50),
                PopulationText.quantile(whole, 10),
                PopulationText.quantile(whole, 90)));
  }

  private List<Cell> row(String name, long count) {
    return List.of(
        HtmlPage.name(name),
        Cell.of(count),
        Cell.of(PopulationText.percent(count, whole.customers())),
        Cell.bar((double) count / whole.customers()));
  }

  private void counts(String title, SortedMap<String, Long> counts) {
    List<List<Cell>> rows = new ArrayList<>();
    counts.forEach((word, count) -> rows.add(row(word, count)));
    page.table(title, List.of("", "Customers", "Share", ""), rows);
  }

  private void segments() {
    page.heading(3, "Segments");
    for (Segment segment : Segment.values()) {
      SortedMap<String, Long> levels = whole.segments().get(segment.word());
      if (levels != null) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Level level : segment.levels()) {
          rows.add(row(level.word(), levels.getOrDefault(level.word(), 0L)));
        }
        page.table(segment.word(), List.of("Level", "Customers", "Share", ""), rows);
      }
    }
  }

  private void by(Distribution.ByAttribute by) {
    page.heading(3, "By %s".formatted(by.attribute()));
    List<List<Cell>> rows = new ArrayList<>();
    for (Group group : by.groups()) {
      Figures figures = group.figures();
      if (group.kind() != Kind.OTHER || figures.customers() > 0) {
        rows.add(
            List.of(
                HtmlPage.name(PopulationText.name(group)),
                Cell.of(figures.customers()),
                Cell.of(PopulationText.percent(figures.customers(), whole.customers())),
                Cell.bar((double) figures.customers() / whole.customers()),
                Cell.of(PopulationText.points(figures.rawMean())),
                Cell.of(PopulationText.quantile(figures, 50)),
                Cell.of(PopulationText.quantile(figures, 90))));
      }
    }
    page.table(
        "%d different values; raw points of each".formatted(by.values()),
        List.of("Value", "Customers", "Share", "", "Mean", "Median", "Nine tenths below"),
        rows);
  }
}
