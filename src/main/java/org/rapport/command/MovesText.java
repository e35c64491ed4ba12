package org.rapport.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rapport.model.Millionths;
import org.rapport.model.Printable;
import org.rapport.population.Moves;
import org.rapport.population.Moves.Matrix;
import org.rapport.population.Moves.Move;
import org.rapport.population.Moves.Mover;
import org.rapport.population.Moves.Part;

/** Moves as text for a terminal, or as lines for a spreadsheet. */
final class MovesText {
  private static final int COLUMN = 14;

  private final List<String> lines = new ArrayList<>();

  private MovesText() {}

  static List<String> of(Moves moves) {
    MovesText text = new MovesText();
    text.lines.addAll(
        Told.wrapped(
            "",
            "%s from %s to %s by %s: %s known as of both, %s new, %s merged into another"
                .formatted(
                    Told.customers(moves.both() + moves.arrived() + moves.merged()),
                    Told.instant(moves.from()),
                    Told.instant(moves.to()),
                    moves.rulebase().name(),
                    Told.count(moves.both()),
                    Told.count(moves.arrived()),
                    Told.count(moves.merged()))));
    for (Matrix matrix : moves.matrices()) {
      if (isTelling(matrix)) {
        text.matrix(matrix);
      }
    }
    text.movers("Rose most", moves.rose());
    text.movers("Fell most", moves.fell());
    Moves.Cell cell = moves.cell();
    if (cell != null) {
      text.cell(cell);
    }
    return text.lines;
  }

  /** Whether anybody is anywhere in it. */
  static boolean isTelling(Matrix matrix) {
    return matrix.cells().values().stream()
        .flatMap(row -> row.keySet().stream())
        .anyMatch(word -> !word.equals(Moves.NONE) && !word.equals(Moves.MERGED));
  }

  private void matrix(Matrix matrix) {
    SortedSet<String> columns = new TreeSet<>(matrix.cells().comparator());
    matrix.cells().values().forEach(row -> columns.addAll(row.keySet()));
    lines.add("");
    lines.add("%s, from (down) to (across)".formatted(Printable.of(matrix.of())));
    List<List<String>> table = new ArrayList<>(List.of(new ArrayList<>(List.of(""))));
    table.get(0).addAll(columns);
    table.get(0).add("all");
    SortedMap<String, Long> sums = new TreeMap<>(matrix.cells().comparator());
    matrix
        .cells()
        .forEach(
            (was, row) -> {
              table.add(row(was, columns, row));
              row.forEach((is, count) -> sums.merge(is, count, Long::sum));
            });
    table.add(row("all", columns, sums));
    lines.addAll(aligned(table));
  }

  private static List<String> row(
      String name, SortedSet<String> columns, SortedMap<String, Long> counts) {
    List<String> row = new ArrayList<>(List.of(name));
    columns.forEach(is -> row.add(counts.containsKey(is) ? counts.get(is).toString() : "."));
    row.add(Long.toString(counts.values().stream().mapToLong(Long::longValue).sum()));
    return row;
  }

  /** Names to the left, counts to the right, each column as wide as it must be. */
  private static List<String> aligned(List<List<String>> table) {
    List<StringBuilder> aligned = new ArrayList<>();
    table.forEach(row -> aligned.add(new StringBuilder()));
    for (int column = 0; column < table.get(0).size(); column++) {
      int at = column;
      int width = table.stream().mapToInt(row -> cut(row.get(at), COLUMN).length()).max().orElse(0);
      for (int row = 0; row < table.size(); row++) {
        String text = cut(table.get(row).get(column), COLUMN);
        String room = " ".repeat(width - text.length());
        aligned.get(row).append("  ").append(column == 0 ? text + room : room + text);
      }
    }
    return aligned.stream().map(StringBuilder::toString).toList();
  }

  private static String cut(String text, int length) {
    return Printable.cut(text, length);
  }

  private void movers(String title, List<Mover> movers) {
    if (movers.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(title + ", in raw points");
    lines.add("  %10s  %10s".formatted("behaviour", "time"));
    for (Mover mover : movers) {
      lines.add(
          part(mover.behaviour(), mover.passingOfTime(), mover.move().customerId())
              + ": "
              + signed(mover.move().difference()));
      for (Part part : mover.parts()) {
        lines.add(part(part.behaviour(), part.passingOfTime(), "  " + part.rule().title()));
      }
    }
  }

  private static String part(long behaviour, long passingOfTime, String what) {
    return "  %10s  %10s  %s"
        .formatted(signed(behaviour), signed(passingOfTime), Printable.cut(what, Told.WIDTH - 26));
  }

  private void cell(Moves.Cell cell) {
    lines.add("");
    lines.add(
        "%s from %s to %s: %s%s"
            .formatted(
                cell.of(),
                cell.was(),
                cell.is(),
                Told.customers(cell.customers().size()),
                cell.more() ? " and more" : ""));
    for (Move move : cell.customers()) {
      lines.add("  %s  %s".formatted(move.customerId(), signed(move.difference())));
    }
  }

  static String signed(long millionths) {
    return String.format(Locale.ROOT, "%+.2f", millionths / (double) Millionths.ONE);
  }

  /** One line for each cell, each mover's part, and each customer of the listed cell. */
  static List<String> csv(Moves moves) {
    List<String> lines = new ArrayList<>();
    lines.add(Csv.line("what", "of", "was", "is", "customers", "difference", "behaviour", "time"));
    for (Matrix matrix : moves.matrices()) {
      matrix
          .cells()
          .forEach(
              (was, row) ->
                  row.forEach(
                      (is, count) ->
                          lines.add(Csv.line("cell", matrix.of(), was, is, count, "", "", ""))));
    }
    for (List<Mover> movers : List.of(moves.rose(), moves.fell())) {
      for (Mover mover : movers) {
        lines.add(
            Csv.line(
                "mover",
                mover.move().customerId(),
                "",
                "",
                "",
                Millionths.decimal(mover.move().difference()),
                Millionths.decimal(mover.behaviour()),
                Millionths.decimal(mover.passingOfTime())));
      }
    }
    Moves.Cell cell = moves.cell();
    if (cell != null) {
      for (Move move : cell.customers()) {
        lines.add(
            Csv.line(
                "customer",
                move.customerId(),
                cell.was(),
                cell.is(),
                "",
                Millionths.decimal(move.difference()),
                "",
                ""));
      }
    }
    return lines;
  }
}
