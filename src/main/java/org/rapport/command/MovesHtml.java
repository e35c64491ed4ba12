package org.rapport.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.command.HtmlPage.Cell;
import org.rapport.model.Level;
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

  /** Where customers are that are nowhere comes last. */
  private static final List<String> LAST =
      List.of(Moves.NONE, Moves.UNDECIDED, Moves.NOT_YET_THERE, Moves.MERGED);

  private static final List<String> LEVELS =
      Arrays.stream(Level.values()).map(Level::word).toList();

  /** Levels from the highest down, bands by name. */
  private static final Comparator<String> ORDER =
      Comparator.<String>comparingInt(LAST::indexOf)
          .thenComparingInt(MovesHtml::level)
          .thenComparing(Comparator.naturalOrder());

  private final HtmlPage page;

  private MovesHtml(HtmlPage page) {
    this.page = page;
  }

  /** A page of its own. */
  static String of(Moves moves) {
    HtmlPage page = new HtmlPage("Who moved");
    page.paragraph(
        "From %s to %s, by the rulebase %s, the same rules at both."
            .formatted(moves.from(), moves.to(), moves.rulebase().name()));
    add(page, moves);
    return page.html();
  }

  /** The same on a page with more. */
  static void add(HtmlPage page, Moves moves) {
    MovesHtml html = new MovesHtml(page);
    page.paragraph(
        "%d customers known as of both, %d new, %d merged into another."
            .formatted(moves.both(), moves.arrived(), moves.merged()));
    if (moves.both() + moves.arrived() + moves.merged() == 0) {
      page.paragraph("Nobody was known then: there is nothing to show.");
      return;
    }
    page.heading(3, "From where to where");
    page.paragraph(
        "Rows: where customers were. Columns: where they are. Each row adds up to the count before, each column to the count after.");
    moves.matrices().stream().filter(MovesText::isTelling).forEach(html::matrix);
    html.movers("Rose most, in raw points", moves.rose());
    html.movers("Fell most, in raw points", moves.fell());
    Moves.Cell cell = moves.cell();
    if (cell != null) {
      html.cell(cell);
    }
  }

  private void matrix(Matrix matrix) {
    SortedSet<String> words = new TreeSet<>(ORDER);
    long most = 1;
    for (SortedMap<String, Long> row : matrix.cells().values()) {
      words.addAll(row.keySet());
      most = Math.max(most, Collections.max(row.values()));
    }
    List<String> columns = new ArrayList<>(List.of("was"));
    columns.addAll(words);
    columns.add("all");
    List<List<Cell>> rows = new ArrayList<>();
    long[] sums = new long[words.size() + 1];
    SortedMap<String, SortedMap<String, Long>> ordered = new TreeMap<>(ORDER);
    ordered.putAll(matrix.cells());
    for (var row : ordered.entrySet()) {
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
    page.table(matrix.of(), columns, rows);
  }

  private static int level(String word) {
    int place = LEVELS.indexOf(word);
    return place < 0 ? LEVELS.size() : place;
  }

  private void movers(String title, List<Mover> movers) {
    if (movers.isEmpty()) {
      return;
    }
    page.heading(3, title);
    for (Mover mover : movers) {
      page.raw(
          "<details><summary><bdi>%s</bdi>: %s, of it passing of time %s, behaviour %s (%s)</summary>\n"
              .formatted(
                  HtmlPage.escaped(mover.move().customerId()),
                  MovesText.signed(mover.move().difference()),
                  MovesText.signed(mover.passingOfTime()),
                  MovesText.signed(mover.behaviour()),
                  HtmlPage.escaped(scores(mover.move()))));
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

  private static String scores(Move move) {
    return "score %s, then %s".formatted(score(move.was()), score(move.is()));
  }

  private static String score(@Nullable Verdict verdict) {
    return verdict == null
        ? "unknown"
        : verdict.score() + (verdict.band() == null ? "" : ", " + verdict.band());
  }

  private void cell(Moves.Cell cell) {
    page.heading(3, "%s: from %s to %s".formatted(cell.of(), cell.was(), cell.is()));
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
        cell.more() ? "The first %d customers; there are more".formatted(rows.size()) : "Customers",
        List.of("Customer", "Score before", "Score after", "Raw points"),
        rows);
  }
}
