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
    lines.add(
        "Score (down) beside %s (right) as of %s: %d customers with it, %d without"
            .formatted(
                satisfaction.attribute(),
                satisfaction.asOf(),
                satisfaction.known(),
                satisfaction.missing()));
    StringBuilder head = new StringBuilder(" ".repeat(9));
    satisfaction.columns().forEach(column -> head.append(right(name(column))));
    lines.add(head.append(right("missing")).toString());
    for (Row row : satisfaction.rows()) {
      StringBuilder line = new StringBuilder("  %3d-%3d".formatted(row.from(), row.to()));
      row.customers().forEach(count -> line.append(right(count == 0 ? "." : count.toString())));
      lines.add(line.toString());
    }
    corner(lines, satisfaction, "Engaged and unhappy", satisfaction.engagedAndUnhappy());
    corner(lines, satisfaction, "Satisfied and silent", satisfaction.satisfiedAndSilent());
    return lines;
  }

  private static String right(String text) {
    return "%9s".formatted(text);
  }

  static String name(Range column) {
    String from = Millionths.text(column.from());
    return column.from() == column.to() ? from : from + "-" + Millionths.text(column.to());
  }

  private static void corner(
      List<String> lines, Satisfaction satisfaction, String title, Corner corner) {
    lines.add("");
    lines.add("%s: %d (%s)".formatted(title, corner.count(), meaning(satisfaction, corner)));
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
    return "score %d to %d, %s%s%s"
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
