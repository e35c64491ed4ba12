package org.rapport.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
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

  /** A bar so many times as high as the next would leave nothing to see of the others. */
  private static final int TOO_HIGH = 4;

  /** So many bars may be cut off at the top. */
  private static final int MOST_CUT = 3;

  private static final double ROOM = 1.15;

  /** The most frequent first; ties by the word. */
  private static final Comparator<Map.Entry<String, Long>> OFTEN =
      Comparator.comparingLong((Map.Entry<String, Long> entry) -> -entry.getValue())
          .thenComparing(Map.Entry::getKey);

  private final HtmlPage page;
  private final Figures whole;

  private PopulationHtml(HtmlPage page, Figures whole) {
    this.page = page;
    this.whole = whole;
  }

  /** A page of its own. */
  static String of(Distribution distribution) {
    HtmlPage page = new HtmlPage(Told.customers(distribution.whole().customers()));
    page.paragraph(
        "As of %s, by the rulebase %s."
            .formatted(Told.instant(distribution.asOf()), distribution.rulebase().name()));
    add(page, distribution);
    return page.html();
  }

  /** The same on a page with more. */
  static void add(HtmlPage page, Distribution distribution) {
    Figures whole = distribution.whole();
    PopulationHtml html = new PopulationHtml(page, whole);
    if (whole.undecided() > 0) {
      page.paragraph(
          "About %s more the rules could not decide; they are in no count."
              .formatted(Told.count(whole.undecided())));
    }
    if (whole.customers() == 0) {
      page.paragraph("Nobody was known then: there is nothing to show.");
      return;
    }
    html.scores();
    page.heading("Bands, phases, evidence").beside();
    if (!whole.bands().isEmpty()) {
      html.counts("Bands, from the highest down", "Band", whole.bands().entrySet());
    }
    html.counts("Phases", "Phase", whole.phases().entrySet());
    html.counts("Evidence: how much data there is", "Evidence", whole.evidence().entrySet());
    page.besideNoMore();
    html.segments();
    page.heading("Next best actions");
    html.counts(
        "Actions, the most frequent first",
        "Action",
        whole.actions().entrySet().stream().sorted(OFTEN).toList());
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
    page.heading("Scores, 1 to 100; higher is better");
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
    long top = top();
    page.plot(
        "How many customers have each score, and the share with that score or less",
        top == 0 ? "" : cutOff(top),
        "{\"x\":\"score\",\"bars\":\"customers\",\"line\":\"that score or less\",\"top\":%d,\"at\":[%s],\"counts\":[%s],\"shares\":[%s]}"
            .formatted(top, at, counts, shares));
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

  /** Where the scale of the bars ends so that the low ones are seen; 0 for as high as they go. */
  private long top() {
    List<Long> highest =
        whole.scores().values().stream().sorted(Comparator.reverseOrder()).toList();
    for (int cut = 1; cut <= MOST_CUT && cut < highest.size(); cut++) {
      if (highest.get(cut - 1) > TOO_HIGH * highest.get(cut)) {
        return (long) Math.ceil(highest.get(cut) * ROOM);
      }
    }
    return 0;
  }

  private String cutOff(long top) {
    return whole.scores().entrySet().stream()
        .filter(entry -> entry.getValue() > top)
        .map(
            entry ->
                "%s at a score of %d".formatted(Told.customers(entry.getValue()), entry.getKey()))
        .collect(
            Collectors.joining("; ", "Cut off at the top, so that the others are seen: ", "."));
  }

  private List<Cell> row(String name, long count) {
    return List.of(
        HtmlPage.name(name),
        Cell.of(count),
        Cell.of(PopulationText.percent(count, whole.customers())),
        Cell.bar((double) count / whole.customers()));
  }

  private void counts(String title, String column, Collection<Map.Entry<String, Long>> counts) {
    List<List<Cell>> rows = new ArrayList<>();
    counts.forEach(entry -> rows.add(row(entry.getKey(), entry.getValue())));
    page.table(title, List.of(column, "Customers", "Share", ""), rows);
  }

  private void segments() {
    if (whole.segments().isEmpty()) {
      return;
    }
    page.heading("Segments").beside();
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
    page.besideNoMore();
  }

  private void by(Distribution.ByAttribute by) {
    page.heading("By %s".formatted(by.attribute()));
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
        "%s; raw points of each".formatted(PopulationText.values(by.values())),
        List.of("Value", "Customers", "Share", "", "Mean", "Median", "Nine tenths below"),
        rows);
  }
}
