package org.rapport.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
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
            "%s from %s to %s by %s: %d known as of both, %d new, %d merged into another"
                .formatted(
                    Told.customers(moves.both() + moves.arrived() + moves.merged()),
                    Told.instant(moves.from()),
                    Told.instant(moves.to()),
                    moves.rulebase().name(),
                    moves.both(),
                    moves.arrived(),
                    moves.merged())));
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
    StringBuilder names = new StringBuilder(" ".repeat(COLUMN + 2));
    columns.forEach(word -> names.append(right(word)));
    lines.add(names.append(right("all")).toString());
    matrix
        .cells()
        .forEach(
            (was, row) -> {
              StringBuilder line =
                  new StringBuilder("  ").append(("%-" + COLUMN + "s").formatted(cut(was, COLUMN)));
              columns.forEach(is -> line.append(right(count(row, is))));
              lines.add(line.append(right(sum(row))).toString());
            });
    StringBuilder all = new StringBuilder("  ").append(("%-" + COLUMN + "s").formatted("all"));
    long everybody = 0;
    for (String is : columns) {
      long there =
          matrix.cells().values().stream().mapToLong(row -> row.getOrDefault(is, 0L)).sum();
      all.append(right(Long.toString(there)));
      everybody += there;
    }
    lines.add(all.append(right(Long.toString(everybody))).toString());
  }

  private static String count(SortedMap<String, Long> row, String is) {
    Long count = row.get(is);
    return count == null ? "." : count.toString();
  }

  private static String sum(SortedMap<String, Long> row) {
    return Long.toString(row.values().stream().mapToLong(Long::longValue).sum());
  }

  private static String right(String text) {
    return ("%" + COLUMN + "s").formatted(cut(text, COLUMN - 1));
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
        .formatted(
            signed(behaviour), signed(passingOfTime), Printable.cut(what, Told.WIDTH - 26));
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
