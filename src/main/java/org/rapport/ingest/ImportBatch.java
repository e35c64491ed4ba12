package org.rapport.ingest;

import java.util.List;
import org.rapport.model.EventBatch;
import org.rapport.model.Rejection;

/**
 * Some lines of an import file.
 *
 * @param batch what they say; an item's index is its place here
 * @param lines where each item stands in the file, by index
 */
public record ImportBatch(EventBatch batch, List<Line> lines) {
  public ImportBatch {
    lines = List.copyOf(lines);
  }

  /**
   * The place of one item.
   *
   * @param number the line's number, from 1; of several lines, the first
   * @param text the line as it stands in the file; only its beginning when it is too long to take
   */
  public record Line(long number, String text) {}

  /**
   * A line that was not taken.
   *
   * @param line its number in the file, from 1
   * @param code a stable word: see docs/events.md
   * @param message what was wrong and what to do
   * @param text the line as it stands in the file
   */
  public record RejectedLine(long line, String code, String message, String text) {}

  /** The line of a rejection, whether it was refused here or when storing. */
  public RejectedLine rejectedLine(Rejection rejection) {
    Line line = lines.get(rejection.index());
    return new RejectedLine(line.number(), rejection.code(), rejection.message(), line.text());
  }

  /** The lines that were refused here. */
  public List<RejectedLine> rejectedLines() {
    return batch.rejected().stream().map(this::rejectedLine).toList();
  }
}
