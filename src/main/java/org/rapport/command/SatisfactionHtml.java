package org.rapport.command;

import java.util.ArrayList;
import java.util.List;
import org.rapport.command.HtmlPage.Cell;
import org.rapport.population.Satisfaction;
import org.rapport.population.Satisfaction.Corner;
import org.rapport.population.Satisfaction.Row;
import org.rapport.population.Standing;

/** Score beside satisfaction, on a page. */
final class SatisfactionHtml {
  private final HtmlPage page;
  private final Satisfaction satisfaction;

  private SatisfactionHtml(HtmlPage page, Satisfaction satisfaction) {
    this.page = page;
    this.satisfaction = satisfaction;
  }

  /** A page of its own. */
  static String of(Satisfaction satisfaction) {
    HtmlPage page = new HtmlPage("Score beside %s".formatted(satisfaction.attribute()));
    page.paragraph(
        "As of %s, by the rulebase %s."
            .formatted(Told.instant(satisfaction.asOf()), satisfaction.rulebase().name()));
    add(page, satisfaction);
    return page.html();
  }

  /** The same on a page with more. */
  static void add(HtmlPage page, Satisfaction satisfaction) {
    page.paragraph(
        "Customers with a value of %s: %s; without: %s. Score and %s are never blended into one figure."
            .formatted(
                satisfaction.attribute(),
                Told.count(satisfaction.known()),
                Told.count(satisfaction.missing()),
                satisfaction.attribute()));
    if (satisfaction.known() == 0) {
      page.paragraph("Nobody has a value of it: there is nothing to show.");
      return;
    }
    SatisfactionHtml html = new SatisfactionHtml(page, satisfaction);
    html.grid();
    html.corner("Engaged and unhappy", satisfaction.engagedAndUnhappy());
    html.corner("Satisfied and silent", satisfaction.satisfiedAndSilent());
  }

  private void grid() {
    List<String> columns = new ArrayList<>(List.of("Score"));
    satisfaction.columns().forEach(column -> columns.add(SatisfactionText.name(column)));
    columns.add("missing");
    long most = 1;
    for (Row row : satisfaction.rows()) {
      // The missing are mostly many: they would make all else pale.
      for (long count : row.customers().subList(0, row.customers().size() - 1)) {
        most = Math.max(most, count);
      }
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : satisfaction.rows()) {
      List<Cell> cells =
          new ArrayList<>(List.of(Cell.of("%d to %d".formatted(row.from(), row.to()))));
      for (int i = 0; i < row.customers().size() - 1; i++) {
        long count = row.customers().get(i);
        cells.add(Cell.heat(count, Math.sqrt((double) count / most)));
      }
      long missing = row.customers().get(row.customers().size() - 1);
      cells.add(Cell.of(missing));
      rows.add(cells);
    }
    page.table(
        "Customers by score (down) and %s (across)".formatted(satisfaction.attribute()),
        columns,
        rows);
  }

  private void corner(String title, Corner corner) {
    page.heading("%s: %s".formatted(title, Told.count(corner.count())));
    page.paragraph("Those with %s.".formatted(SatisfactionText.meaning(satisfaction, corner)));
    if (corner.customers().isEmpty()) {
      return;
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (Standing standing : corner.customers()) {
      rows.add(
          List.of(
              HtmlPage.name(standing.customerId()),
              Cell.of(SatisfactionText.score(standing)),
              Cell.of(SatisfactionText.value(satisfaction, standing))));
    }
    page.table(
        corner.count() > rows.size()
            ? "The first %d of %s".formatted(rows.size(), Told.count(corner.count()))
            : "Customers",
        List.of("Customer", "Score", satisfaction.attribute()),
        rows);
  }
}
