package org.rapport.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.rapport.json.BacktestJson;
import org.rapport.statistics.Anchor;
import org.rapport.statistics.LevelFigures;
import org.rapport.statistics.Question;
import org.rapport.statistics.RankArea;
import org.rapport.statistics.TaskFigures;
import org.rapport.statistics.TaskReport;

/** What a backtest found, as lines of at most 100 characters. */
final class BacktestText {
  private static final int VERSION_CHARACTERS = 19;

  private final List<String> lines = new ArrayList<>();

  private BacktestText() {}

  /** The lines. */
  static List<String> of(BacktestJson report) {
    BacktestText text = new BacktestText();
    String version = report.rulebase().version();
    text.line(
        "Backtest of the rulebase %s, version %s%s",
        report.rulebase().name(),
        version.substring(0, Math.min(version.length(), VERSION_CHARACTERS)),
        report.half() == null ? "" : ", half %d of the customers".formatted(report.half()));
    report.tasks().forEach(text::task);
    text.line("");
    if (!report.unusable().isEmpty()) {
      StringJoiner counts = new StringJoiner(", ");
      report.unusable().forEach((why, count) -> counts.add("%d %s".formatted(count, why)));
      text.line("Lines that could not be used: %s.", counts);
    }
    text.line(
        "AUC: 0.5 is chance, 1 perfect order; +- is the standard error, rows of one customer");
    text.line(
        "taken together; in brackets 95 %% intervals. AUC of levels: among the rows in one. Lift:");
    text.line("precision over the base rate.");
    return text.lines;
  }

  private void line(String form, @Nullable Object... values) {
    lines.add(String.format(Locale.ROOT, form, values));
  }

  private void task(TaskReport report) {
    line("");
    line("%s", report.task());
    line("  %s", asks(report.question()));
    line(
        "  %-7s %7s %8s %6s  %-38s %s",
        "", "rows", "happened", "rate", "AUC of raw points", "AUC of levels");
    figures("all", report.all());
    for (Map.Entry<Integer, TaskFigures> half : report.halves().entrySet()) {
      figures("half " + half.getKey(), half.getValue());
    }
    levels(report);
    anchors(report);
  }

  private static String asks(Question question) {
    String segment =
        question.segment() == null
            ? "No segment answers this"
            : "Levels of " + question.segment().word();
    return segment
        + (question.fewPointsForetell()
            ? "; few raw points foretell it."
            : "; many raw points foretell it.");
  }

  private void figures(String part, TaskFigures figures) {
    line(
        "  %-7s %7d %8d %6s  %-38s %s",
        part,
        figures.rows(),
        figures.happened(),
        percent(figures.baseRate()),
        area(figures.raw(), true),
        area(figures.level(), false));
  }

  private static String area(@Nullable RankArea area, boolean withInterval) {
    if (area == null) {
      return "-";
    }
    String interval =
        withInterval
            ? String.format(
                Locale.ROOT, " (%.3f-%.3f)", area.interval().low(), area.interval().high())
            : "";
    return String.format(
        Locale.ROOT,
        "%.3f +-%.3f%s %s",
        area.area(),
        area.standardError(),
        interval,
        area.verdict().words());
  }

  private void levels(TaskReport report) {
    List<LevelFigures> levels = report.all().levels();
    if (levels.isEmpty()) {
      return;
    }
    line(
        "  %-9s %7s %7s   %-18s %7s   %5s  %s",
        "level",
        "rows",
        "share",
        "precision",
        "recall",
        "lift",
        report.halves().isEmpty() ? "" : "half 0, 1");
    for (int i = 0; i < levels.size(); i++) {
      LevelFigures level = levels.get(i);
      StringJoiner halves = new StringJoiner(", ");
      for (TaskFigures half : report.halves().values()) {
        halves.add(lift(half.levels().get(i)));
      }
      line(
          "  %-9s %7d %7s   %-18s %7s   %5s  %s",
          level.level() == null ? "(none)" : level.level().word(),
          level.rows(),
          percent(level.share()),
          precision(level),
          percent(level.recall()),
          lift(level),
          halves);
    }
  }

  private static String precision(LevelFigures level) {
    return level.rows() == 0
        ? "-"
        : String.format(
            Locale.ROOT,
            "%s (%.1f-%.1f)",
            percent(level.precision()),
            100 * level.precisionInterval().low(),
            100 * level.precisionInterval().high());
  }

  private static String lift(LevelFigures level) {
    return number(level.lift(), "%.2f");
  }

  private static String percent(double share) {
    return number(100 * share, "%.1f%%");
  }

  private static String number(double value, String form) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, form, value) : "-";
  }

  private void anchors(TaskReport report) {
    if (report.anchors().isEmpty()) {
      return;
    }
    line("  %-24s %6s   %s", "anchor", "AUC", "ours minus the anchor's");
    for (Anchor.Comparison compared : report.anchors()) {
      line(
          "  %-24s %6.3f   %+.3f +-%.3f  %s",
          compared.anchor().name(),
          compared.anchor().area(),
          compared.difference(),
          compared.standardError(),
          compared.none() ? "no difference" : compared.difference() > 0 ? "better" : "worse");
    }
  }
}
