package org.rapport.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.command.HtmlPage.Cell;
import org.rapport.population.Moves;
import org.rapport.population.Moves.Matrix;
import org.rapport.population.Moves.Move;
import org.rapport.population.Moves.Mover;
import org.rapport.population.Moves.Part;
import org.rapport.population.Standing.Verdict;

/** Who moved between two instants, and why, on a page. */
final class MovesHtml {
  private static final List<String> CAUSES =
      List.of("Rule", "Points before", "Passing of time", "Behaviour", "Points after");

  private static final List<String> MOVED =
      List.of(
          "Customer", "Difference", "Passing of time", "Behaviour", "Score before", "Score after");

  private final HtmlPage page;

  private MovesHtml(HtmlPage page) {
    this.page = page;
  }

  /** A page of its own. */
  static String of(Moves moves) {
    HtmlPage page = new HtmlPage("Who moved");
    page.paragraph(
        "From %s to %s, by the rulebase %s, the same rules at both."
            .formatted(
                Told.instant(moves.from()), Told.instant(moves.to()), moves.rulebase().name()));
    add(page, moves);
    return page.html();
  }

  /** The same on a page with more. */
  static void add(HtmlPage page, Moves moves) {
    MovesHtml html = new MovesHtml(page);
    page.paragraph(
        "%s known as of both, %s new, %s merged into another."
            .formatted(
                Told.customers(moves.both()),
                Told.count(moves.arrived()),
                Told.count(moves.merged())));
    if (moves.both() + moves.arrived() + moves.merged() == 0) {
      page.paragraph("Nobody was known then: there is nothing to show.");
      return;
    }
    page.heading("From where to where");
    page.paragraph(
        "Down: where customers were. Across: where they are. Each row adds up to the count before, each column to the count after.");
    page.beside();
    moves.matrices().stream().filter(MovesText::isTelling).forEach(html::matrix);
    page.besideNoMore();
    html.movers("Rose most", moves.rose());
    html.movers("Fell most", moves.fell());
    Moves.Cell cell = moves.cell();
    if (cell != null) {
      html.cell(cell);
    }
  }

  private void matrix(Matrix matrix) {
    SortedSet<String> words = new TreeSet<>(matrix.cells().comparator());
    long most = 1;
    for (SortedMap<String, Long> row : matrix.cells().values()) {
      words.addAll(row.keySet());
      most = Math.max(most, Collections.max(row.values()));
    }
    List<String> columns = new ArrayList<>(List.of("was \u2193 is \u2192"));
    columns.addAll(words);
    columns.add("all");
    List<List<Cell>> rows = new ArrayList<>();
    long[] sums = new long[words.size() + 1];
    for (var row : matrix.cells().entrySet()) {
      List<Cell> cells = new ArrayList<>(List.of(HtmlPage.name(row.getKey())));
      int column = 0;
      long all = 0;
      for (String word : words) {
        long count = row.getValue().getOrDefault(word, 0L);
        cells.add(Cell.heat(count, Math.sqrt((double) count / most)));
        sums[column++] += count;
        all += count;
      }
      sums[column] += all;
      cells.add(Cell.of(all));
      rows.add(cells);
    }
    List<Cell> last = new ArrayList<>(List.of(Cell.of("all")));
    for (long sum : sums) {
      last.add(Cell.of(sum));
    }
    rows.add(last);
    page.table(matrix.of().equals(Moves.BANDS) ? "Bands" : matrix.of(), columns, rows);
  }

  private void movers(String title, List<Mover> movers) {
    if (movers.isEmpty()) {
      return;
    }
    page.heading(title);
    List<List<Cell>> all = new ArrayList<>();
    for (Mover mover : movers) {
      all.add(
          List.of(
              HtmlPage.name(mover.move().customerId()),
              Cell.of(MovesText.signed(mover.move().difference())),
              Cell.of(MovesText.signed(mover.passingOfTime())),
              Cell.of(MovesText.signed(mover.behaviour())),
              Cell.of(score(mover.move().was())),
              Cell.of(score(mover.move().is()))));
    }
    page.table("Raw points, and what made them differ", MOVED, all);
    for (Mover mover : movers) {
      page.raw(
          "<details><summary>Rule by rule: <bdi>%s</bdi></summary>\n"
              .formatted(HtmlPage.escaped(mover.move().customerId())));
      List<List<Cell>> rows = new ArrayList<>();
      for (Part part : mover.parts()) {
        rows.add(
            List.of(
                HtmlPage.name(part.rule().title()),
                Cell.of(PopulationText.points(part.was())),
                Cell.of(MovesText.signed(part.passingOfTime())),
                Cell.of(MovesText.signed(part.behaviour())),
                Cell.of(PopulationText.points(part.is()))));
      }
      page.table("The rules whose points differ", CAUSES, rows).raw("</details>\n");
    }
  }

  private static String score(@Nullable Verdict verdict) {
    return verdict == null
        ? "unknown"
        : verdict.score() + (verdict.band() == null ? "" : ", " + verdict.band());
  }

  private void cell(Moves.Cell cell) {
    page.heading("%s: from %s to %s".formatted(cell.of(), cell.was(), cell.is()));
    if (cell.customers().isEmpty()) {
      page.paragraph("Nobody.");
      return;
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (Move move : cell.customers()) {
      rows.add(
          List.of(
              HtmlPage.name(move.customerId()),
              Cell.of(score(move.was())),
              Cell.of(score(move.is())),
              Cell.of(MovesText.signed(move.difference()))));
    }
    page.table(
        cell.more()
            ? "The first %s; there are more".formatted(Told.customers(rows.size()))
            : "Customers",
        List.of("Customer", "Score before", "Score after", "Raw points"),
        rows);
  }
}
