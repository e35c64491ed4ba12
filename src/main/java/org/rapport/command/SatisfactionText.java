package org.rapport.command;

import java.util.ArrayList;
import java.util.List;
import org.rapport.model.Millionths;
import org.rapport.model.Value;
import org.rapport.population.DistributionGathering;
import org.rapport.population.Satisfaction;
import org.rapport.population.Satisfaction.Corner;
import org.rapport.population.Satisfaction.Range;
import org.rapport.population.Satisfaction.Row;
import org.rapport.population.Standing;

/** Score beside satisfaction, as text for a terminal or lines for a spreadsheet. */
final class SatisfactionText {
  private SatisfactionText() {}

  static List<String> of(Satisfaction satisfaction) {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        Told.wrapped(
            "",
            "Score (down) beside %s (across) as of %s: %s with it, %s without"
                .formatted(
                    satisfaction.attribute(),
                    Told.instant(satisfaction.asOf()),
                    Told.customers(satisfaction.known()),
                    Told.count(satisfaction.missing()))));
    if (satisfaction.known() == 0) {
      lines.add("Nobody has a value of it: there is nothing to show.");
      return lines;
    }
    List<String> grid = grid(satisfaction, "  ");
    lines.addAll(grid.get(0).length() <= Told.WIDTH ? grid : grid(satisfaction, " "));
    corner(lines, satisfaction, "Engaged and unhappy", satisfaction.engagedAndUnhappy());
    corner(lines, satisfaction, "Satisfied and silent", satisfaction.satisfiedAndSilent());
    return lines;
  }

  /** Each column as wide as its longest text, so that eleven marks fit a terminal. */
  private static List<String> grid(Satisfaction satisfaction, String gap) {
    List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder(" ".repeat(9))));
    satisfaction
        .rows()
        .forEach(row -> lines.add(new StringBuilder("  %3d-%3d".formatted(row.from(), row.to()))));
    int columns = satisfaction.columns().size();
    for (int column = 0; column <= columns; column++) {
      List<String> texts = new ArrayList<>();
      texts.add(column < columns ? name(satisfaction.columns().get(column)) : "missing");
      for (Row row : satisfaction.rows()) {
        long count = row.customers().get(column);
        texts.add(count == 0 ? "." : Long.toString(count));
      }
      int width = texts.stream().mapToInt(String::length).max().orElse(0);
      for (int i = 0; i < texts.size(); i++) {
        lines
            .get(i)
            .append(gap)
            .append(" ".repeat(width - texts.get(i).length()))
            .append(texts.get(i));
      }
    }
    return lines.stream().map(StringBuilder::toString).toList();
  }

  static String name(Range column) {
    String from = Millionths.text(column.from());
    return column.from() == column.to() ? from : from + "-" + Millionths.text(column.to());
  }

  private static void corner(
      List<String> lines, Satisfaction satisfaction, String title, Corner corner) {
    lines.add("");
    lines.addAll(
        Told.wrapped(
            "",
            "%s: %s (%s)"
                .formatted(title, Told.count(corner.count()), meaning(satisfaction, corner))));
    for (Standing standing : corner.customers()) {
      lines.add(
          "  %-24s  score %3d  %s %s"
              .formatted(
                  standing.customerId(),
                  score(standing),
                  satisfaction.attribute(),
                  value(satisfaction, standing)));
    }
  }

  /** Who is in a corner, in words. */
  static String meaning(Satisfaction satisfaction, Corner corner) {
    return "a score of %d to %d and %s%s%s"
        .formatted(
            corner.scoreFrom(),
            corner.scoreTo(),
            satisfaction.attribute(),
            corner.valueFrom() == null ? "" : " from " + Millionths.text(corner.valueFrom()),
            corner.valueTo() == null ? "" : " up to " + Millionths.text(corner.valueTo()));
  }

  static int score(Standing standing) {
    return standing.verdict() == null ? 0 : standing.verdict().score();
  }

  static String value(Satisfaction satisfaction, Standing standing) {
    Value value = standing.attributes().get(satisfaction.attribute());
    return value == null ? "" : DistributionGathering.text(value);
  }

  static List<String> csv(Satisfaction satisfaction) {
    List<String> lines = new ArrayList<>();
    lines.add(Csv.line("what", "scoreFrom", "scoreTo", "value", "customers", "customerId"));
    for (Row row : satisfaction.rows()) {
      for (int i = 0; i < row.customers().size(); i++) {
        String column =
            i < satisfaction.columns().size() ? name(satisfaction.columns().get(i)) : "missing";
        lines.add(Csv.line("cell", row.from(), row.to(), column, row.customers().get(i), ""));
      }
    }
    csv(lines, satisfaction, "engaged and unhappy", satisfaction.engagedAndUnhappy());
    csv(lines, satisfaction, "satisfied and silent", satisfaction.satisfiedAndSilent());
    return lines;
  }

  private static void csv(
      List<String> lines, Satisfaction satisfaction, String what, Corner corner) {
    for (Standing standing : corner.customers()) {
      int score = score(standing);
      lines.add(
          Csv.line(what, score, score, value(satisfaction, standing), 1, standing.customerId()));
    }
  }
}
