package org.rapport.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rapport.ingest.JsonTree.Fields;
import org.rapport.model.Event;

/** One kind of import file: how its lines are items, and what an item says. */
interface LineItems {

  /**
   * An item of the file.
   *
   * @param line where it stands
   * @param tree what stands there
   */
  record Item(ImportBatch.Line line, JsonTree tree) {}

  /** The next item, or null at the end. */
  @Nullable Item next() throws ImportFailedException;

  /** The event that an item tells. */
  Event event(int index, Fields item, Instant receivedAt) throws ItemRefusedException;

  /** An item that stands for a line beyond the limit. */
  static Item tooLong(LineSource.RawLine line) {
    return refused(
        line.number(),
        ImportFile.text(line.bytes()),
        new ItemRefusedException(
            RejectionCode.LINE_TOO_LONG,
            "Line %d has more than %d bytes.".formatted(line.number(), IngestLimits.MAX_LINE_BYTES),
            "line breaks were lost; write one event a line."));
  }

  /** An item that is refused before it is looked at. */
  static Item refused(long number, String text, ItemRefusedException why) {
    return new Item(new ImportBatch.Line(number, text), new JsonTree.Refused(why, null));
  }
}
