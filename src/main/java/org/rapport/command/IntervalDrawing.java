package org.rapport.command;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rapport.command.HtmlPage.Cell;
import org.rapport.statistics.Difference;

/** Intervals drawn beneath each other on one scale, with a line where nothing differs. */
final class IntervalDrawing {
  private static final int WIDTH = 200;

  private final double low;
  private final double high;

  /** A scale that holds them all, and 0. */
  IntervalDrawing(List<? extends @Nullable Difference> differences) {
    double least = 0;
    double most = 0;
    for (Difference difference : differences) {
      if (difference != null) {
        least = Math.min(least, difference.interval().low());
        most = Math.max(most, difference.interval().high());
      }
    }
    double room = Math.max((most - least) * 0.04, 1e-9);
    this.low = least - room;
    this.high = most + room;
  }

  private double x(double value) {
    return WIDTH * (value - low) / (high - low);
  }

  /** One of them. */
  Cell of(@Nullable Difference difference) {
    if (difference == null) {
      return Cell.of("");
    }
    Difference told = Objects.requireNonNull(difference);
    return Cell.drawn(
        String.format(
            Locale.ROOT,
            "<svg class=\"interval%s\" viewBox=\"0 0 %d 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                + "<line class=\"zero\" x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"20\"/>"
                + "<line class=\"range\" x1=\"%.1f\" x2=\"%.1f\" y1=\"10\" y2=\"10\"/>"
                + "<circle cx=\"%.1f\" cy=\"10\" r=\"4\"/></svg>",
            told.found() ? " found" : "",
            WIDTH,
            x(0),
            x(0),
            x(told.interval().low()),
            x(told.interval().high()),
            x(told.estimate())));
  }
}
