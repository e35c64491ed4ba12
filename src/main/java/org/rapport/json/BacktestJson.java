package org.rapport.json;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.RulebaseRef;
import org.rapport.statistics.Anchor;
import org.rapport.statistics.Interval;
import org.rapport.statistics.LevelFigures;
import org.rapport.statistics.RankArea;
import org.rapport.statistics.TaskFigures;
import org.rapport.statistics.TaskReport;

/**
 * What a backtest found.
 *
 * @param rulebase what decided
 * @param half the one half of the customers that was looked at, or null for all
 * @param unusable how many lines could not be used, by why
 * @param tasks by task
 */
public record BacktestJson(
    RulebaseRef rulebase,
    @Nullable Integer half,
    SortedMap<String, Long> unusable,
    List<TaskReport> tasks) {

  /** The report's bytes. */
  public byte[] bytes() {
    return JsonOut.objectBytes(
        out ->
            out.rulebase("rulebase", rulebase)
                .number("half", half)
                .object(
                    "unusable",
                    fields ->
                        unusable.forEach((why, lines) -> fields.number(why, lines.longValue())))
                .objects("tasks", tasks, BacktestJson::task));
  }

  private static void task(JsonOut out, TaskReport report) {
    out.text("task", report.task())
        .text(
            "segment",
            report.question().segment() == null ? null : report.question().segment().word())
        .flag("fewPointsForetell", report.question().fewPointsForetell())
        .object("all", fields -> figures(fields, report.all()))
        .objects(
            "halves",
            report.halves().entrySet(),
            (fields, half) -> {
              fields.number("half", half.getKey());
              figures(fields, half.getValue());
            })
        .objects("anchors", report.anchors(), BacktestJson::anchor);
  }

  private static void figures(JsonOut out, TaskFigures figures) {
    out.number("rows", figures.rows())
        .number("happened", figures.happened())
        .measure("baseRate", figures.baseRate());
    area(out, "rawPoints", figures.raw());
    area(out, "level", figures.level());
    out.objects("levels", figures.levels(), BacktestJson::level);
  }

  private static void area(JsonOut out, String name, @Nullable RankArea area) {
    if (area == null) {
      out.nothing(name);
      return;
    }
    out.object(
        name,
        fields -> {
          fields.measure("auc", area.area()).measure("standardError", area.standardError());
          interval(fields, "interval95", area.interval());
          fields.text("verdict", area.verdict().words());
        });
  }

  private static void interval(JsonOut out, String name, Interval interval) {
    out.object(
        name, fields -> fields.measure("low", interval.low()).measure("high", interval.high()));
  }

  private static void level(JsonOut out, LevelFigures figures) {
    out.text("level", figures.level() == null ? null : figures.level().word())
        .number("rows", figures.rows())
        .number("happened", figures.happened())
        .measure("share", figures.share())
        .measure("precision", figures.precision());
    interval(out, "precisionInterval95", figures.precisionInterval());
    out.measure("recall", figures.recall()).measure("lift", figures.lift());
  }

  private static void anchor(JsonOut out, Anchor.Comparison comparison) {
    Anchor anchor = comparison.anchor();
    out.text("name", anchor.name()).measure("auc", anchor.area());
    if (anchor.standardError() == null) {
      out.nothing("standardError");
    } else {
      out.measure("standardError", anchor.standardError());
    }
    out.measure("difference", comparison.difference())
        .measure("differenceStandardError", comparison.standardError())
        .flag("noDifference", comparison.none());
  }
}
