package org.rapport.command;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress bars on standard error, so that standard output stays clean. */
final class Progress {
  private static final int UPDATE_MS = 200;

  private Progress() {}

  /** A bar over things of this unit; close it at the end. */
  static ProgressBar of(String task, String unit, long total) {
    return bar(task, unit, 1, total);
  }

  /** A bar over a file's bytes; close it at the end. */
  static ProgressBar ofBytes(String task, long total) {
    return bar(task, "MB", 1_000_000, total);
  }

  private static ProgressBar bar(String task, String unit, long unitSize, long total) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setUnit(" " + unit, unitSize)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(UPDATE_MS)
        .setMaxRenderedLength(80)
        .build();
  }
}
