package org.rapport.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.rapport.command.HtmlPage.Cell;
import org.rapport.population.Campaign;
import org.rapport.population.Campaign.Measure;
import org.rapport.statistics.Difference;

/** What a campaign moved, on a page. */
final class CampaignHtml {
  private static final int TOP = 30;
  private static final int BOTTOM = 170;
  private static final int LEFT = 76;
  private static final int RIGHT = 268;

  private final HtmlPage page;

  private CampaignHtml(HtmlPage page) {
    this.page = page;
  }

  /** A page of its own. */
  static String of(Campaign campaign) {
    HtmlPage page = new HtmlPage("What a campaign moved");
    page.paragraph(
        "From %s to %s, by the rulebase %s."
            .formatted(
                Told.instant(campaign.from()),
                Told.instant(campaign.to()),
                campaign.rulebase().name()));
    add(page, campaign);
    return page.html();
  }

  /** The same on a page with more. */
  static void add(HtmlPage page, Campaign campaign) {
    page.paragraph(
        "Touched: %s. Beside: %s. Left out: %s."
            .formatted(
                CampaignText.touched(campaign),
                CampaignText.beside(campaign),
                CampaignText.leftOut(campaign)));
    page.note(CampaignText.judged(campaign));
    CampaignHtml html = new CampaignHtml(page);
    campaign.measures().forEach(html::measure);
  }

  private void measure(Measure measure) {
    page.heading(CampaignText.title(measure));
    Difference difference = measure.difference();
    if (difference == null) {
      page.paragraph("Too few customers to tell: at least %d of each.".formatted(Difference.LEAST));
      return;
    }
    slope(measure);
    IntervalDrawing drawing = new IntervalDrawing(Arrays.asList(measure.head(), difference));
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(row(measure, "Touched", measure.touchedBefore(), measure.touchedAfter()));
    rows.add(row(measure, "Beside", measure.othersBefore(), measure.othersAfter()));
    page.table("Means", List.of("Group", "Before", "After", "Change"), rows);
    List<List<Cell>> differences = new ArrayList<>();
    if (measure.head() != null) {
      differences.add(difference(measure, "Touched ahead before", measure.head(), drawing));
    }
    differences.add(difference(measure, "Difference of the changes", difference, drawing));
    page.table(
        "Differences with their 95 % intervals",
        List.of("What", "Estimate", "Interval", "", ""), differences);
  }

  private static List<Cell> row(Measure measure, String name, double before, double after) {
    return List.of(
        Cell.of(name),
        Cell.of(CampaignText.of(measure, before)),
        Cell.of(CampaignText.of(measure, after)),
        Cell.of(CampaignText.signed(measure, after - before)));
  }

  private static List<Cell> difference(
      Measure measure, String name, Difference difference, IntervalDrawing drawing) {
    return List.of(
        Cell.of(name),
        Cell.of(CampaignText.signed(measure, difference.estimate())),
        Cell.of(CampaignText.interval(measure, difference)),
        Cell.of(difference.found() ? "" : "nothing is shown"),
        drawing.of(difference));
  }

  /** Both groups from before to after. */
  private void slope(Measure measure) {
    double[] values = {
      measure.touchedBefore(), measure.touchedAfter(), measure.othersBefore(), measure.othersAfter()
    };
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    double span = Math.max(high - low, 1e-9);
    int[] y = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      y[i] = (int) Math.round(BOTTOM - (BOTTOM - TOP) * (values[i] - low) / span);
    }
    page.raw(
        ("<figure><svg class=\"slope\" viewBox=\"0 0 400 200\" role=\"img\" aria-label=\"Means before"
                    + " and after; the table below has the numbers\">"
                    + "<text x=\"%d\" y=\"14\" text-anchor=\"middle\">before</text>"
                    + "<text x=\"%d\" y=\"14\" text-anchor=\"middle\">after</text>")
                .formatted(LEFT, RIGHT)
            + line("touched", y[0], y[1])
            + line("beside", y[2], y[3])
            + ends(measure, "touched", values[0], values[1], y[0], y[1], y[2], y[3])
            + ends(measure, "beside", values[2], values[3], y[2], y[3], y[0], y[1])
            + "</svg></figure>\n");
  }

  private static String line(String group, int before, int after) {
    return ("<line class=\"%s line\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>"
            + "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"4\"/>"
            + "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"4\"/>")
        .formatted(group, LEFT, RIGHT, before, after, group, LEFT, before, group, RIGHT, after);
  }

  /** The numbers at both ends, apart from those of the other group. */
  private static String ends(
      Measure measure,
      String group,
      double before,
      double after,
      int y1,
      int y2,
      int otherY1,
      int otherY2) {
    return String.format(
        Locale.ROOT,
        "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
            + "<text class=\"%s\" x=\"%d\" y=\"%d\">%s %s</text>",
        group,
        LEFT - 10,
        apart(y1, otherY1, group),
        CampaignText.of(measure, before),
        group,
        RIGHT + 10,
        apart(y2, otherY2, group),
        CampaignText.of(measure, after),
        group);
  }

  private static int apart(int y, int other, String group) {
    boolean above = y < other || (y == other && group.equals("touched"));
    return y + 5 + (Math.abs(y - other) < 16 ? (above ? -7 : 9) : 0);
  }
}
