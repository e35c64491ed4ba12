package org.rapport.command;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** A score distribution as lines of text. */
final class Histogram {
  private static final int BIN_WIDTH = 10;
  private static final int BAR_WIDTH = 50;

  private Histogram() {}

  /**
   * Ten lines, one for each ten scores.
   *
   * @param scores how many customers at each score from 1 to 100
   */
  static List<String> of(SortedMap<Integer, Long> scores) {
    long[] bins = new long[100 / BIN_WIDTH];
    scores.forEach((score, count) -> bins[(score - 1) / BIN_WIDTH] += count);
    long largest = 1;
    for (long bin : bins) {
      largest = Math.max(largest, bin);
    }
    List<String> lines = new ArrayList<>();
    for (int bin = bins.length - 1; bin >= 0; bin--) {
      int length = (int) ((bins[bin] * BAR_WIDTH + largest - 1) / largest);
      lines.add(
          "  %3d-%3d  %8d  %s"
              .formatted(
                  bin * BIN_WIDTH + 1, (bin + 1) * BIN_WIDTH, bins[bin], "#".repeat(length)));
    }
    return lines;
  }
}
