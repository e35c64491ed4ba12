package org.rapport.command;

import java.util.Locale;
import java.util.SortedMap;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.population.Distribution;
import org.rapport.population.Distribution.Group;
import org.rapport.population.Distribution.Kind;
import org.rapport.population.Figures;

/**
 * How all customers stand as one page of HTML: nothing is fetched, nothing runs in it. Charts are
 * SVG, light or dark as the reader's system is, and as wide as the screen.
 */
final class PopulationHtml {
  private static final int BARS = 10;
  private static final int BAR_WIDTH = 60;
  private static final int CHART_HEIGHT = 200;
  private static final int LABELS = 40;

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>Population</title>
      <style>
      :root { color-scheme: light dark; --ink: #1d2433; --soft: #5b6577; --paper: #ffffff; --line: #d9dee7; --bar: #2f6fb2; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e6eaf2; --soft: #9aa5b8; --paper: #141a24; --line: #313b4d; --bar: #6aa8e8; }
      }
      body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
      h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
      p, text { color: var(--soft); fill: var(--soft); }
      svg { width: 100%; height: auto; } rect { fill: var(--bar); } svg text { font-size: 14px; text-anchor: middle; }
      div { overflow-x: auto; }
      table { border-collapse: collapse; width: 100%; }
      th, td { padding: 0.25rem 0.5rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
      th:first-child, td:first-child { text-align: left; }
      </style>
      </head>
      <body>
      """;

  private final StringBuilder html = new StringBuilder(HEAD);

  private PopulationHtml() {}

  /** The page. */
  static String of(Distribution distribution) {
    PopulationHtml page = new PopulationHtml();
    Figures whole = distribution.whole();
    page.html.append("<h1>").append(whole.customers()).append(" customers</h1>\n");
    page.paragraph(
        "As of %s, by %s%s."
            .formatted(
                distribution.asOf(),
                distribution.rulebase().name(),
                whole.undecided() == 0
                    ? ""
                    : "; about %d more the rules could not decide".formatted(whole.undecided())));
    if (whole.customers() == 0) {
      page.paragraph("Nobody was known then: there is nothing to show.");
    } else {
      page.scores(whole);
      page.counts("Bands", whole.bands(), whole.customers());
      page.counts("Phases", whole.phases(), whole.customers());
      page.counts("Evidence", whole.evidence(), whole.customers());
      page.segments(whole);
      if (distribution.by() != null) {
        page.by(distribution.by());
      }
    }
    return page.html.append("</body>\n</html>\n").toString();
  }

  /** Text as it stands between tags. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private void paragraph(String text) {
    html.append("<p>").append(escaped(text)).append("</p>\n");
  }

  private void heading(String text) {
    html.append("<h2>").append(escaped(text)).append("</h2>\n");
  }

  private void scores(Figures whole) {
    heading("Scores, 1 to 100; higher is better");
    long[] bins = new long[BARS];
    whole.scores().forEach((score, count) -> bins[(score - 1) / BARS] += count);
    long most = 1;
    for (long bin : bins) {
      most = Math.max(most, bin);
    }
    html.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"How many customers at each ten scores\">\n"
            .formatted(BARS * BAR_WIDTH, CHART_HEIGHT + LABELS));
    for (int bin = 0; bin < BARS; bin++) {
      // Twenty at the top are for the count above the highest bar.
      double height = (CHART_HEIGHT - 20.0) * bins[bin] / most;
      int middle = bin * BAR_WIDTH + BAR_WIDTH / 2;
      html.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/><text x=\"%d\" y=\"%.1f\">%d</text><text x=\"%d\" y=\"%d\">%d-%d</text>%n",
              bin * BAR_WIDTH + 4,
              CHART_HEIGHT - height,
              BAR_WIDTH - 8,
              height,
              middle,
              CHART_HEIGHT - height - 4,
              bins[bin],
              middle,
              CHART_HEIGHT + 20,
              bin * BARS + 1,
              (bin + 1) * BARS));
    }
    html.append("</svg>\n");
    paragraph(
        "Raw points: mean %s, median %s, a tenth stay below %s, nine tenths below %s."
            .formatted(
                PopulationText.points(whole.rawMean()),
                PopulationText.quantile(whole, 50),
                PopulationText.quantile(whole, 10),
                PopulationText.quantile(whole, 90)));
  }

  private void counts(String title, SortedMap<String, Long> counts, long of) {
    heading(title);
    html.append("<div><table>\n");
    counts.forEach((word, count) -> row(word, "" + count, PopulationText.percent(count, of)));
    html.append("</table></div>\n");
  }

  private void row(String... cells) {
    html.append("<tr>");
    for (String cell : cells) {
      html.append("<td>").append(escaped(cell)).append("</td>");
    }
    html.append("</tr>\n");
  }

  private void segments(Figures whole) {
    heading("Segments");
    html.append("<div><table>\n");
    for (Segment segment : Segment.values()) {
      SortedMap<String, Long> levels = whole.segments().get(segment.word());
      if (levels != null) {
        for (Level level : segment.levels()) {
          long count = levels.getOrDefault(level.word(), 0L);
          row(
              segment.word() + ": " + level.word(),
              "" + count,
              PopulationText.percent(count, whole.customers()));
        }
      }
    }
    html.append("</table></div>\n");
  }

  private void by(Distribution.ByAttribute by) {
    heading("By %s: %d different values".formatted(by.attribute(), by.values()));
    html.append(
        "<div><table>\n<tr><th></th><th>customers</th><th>mean raw</th><th>median</th><th>p90</th></tr>\n");
    for (Group group : by.groups()) {
      Figures figures = group.figures();
      if (group.kind() != Kind.OTHER || figures.customers() > 0) {
        row(
            PopulationText.name(group),
            "" + figures.customers(),
            PopulationText.points(figures.rawMean()),
            PopulationText.quantile(figures, 50),
            PopulationText.quantile(figures, 90));
      }
    }
    html.append("</table></div>\n");
  }
}
