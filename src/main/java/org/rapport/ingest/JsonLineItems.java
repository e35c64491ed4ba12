package org.rapport.ingest;

import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.ingest.JsonTree.Fields;
import org.rapport.ingest.LineSource.RawLine;
import org.rapport.model.Event;

/**
 * JSON lines: Segment's messages, our own events and CloudEvents, told apart line by line. A line
 * must say when its event occurred, for "now" would be the day of the import.
 */
final class JsonLineItems implements LineItems {
  private static final Fields NOTHING_SHARED = new Fields(new TreeMap<>());

  private final Pushback lines;

  JsonLineItems(Pushback lines) {
    this.lines = lines;
  }

  @Override
  public @Nullable Item next() throws ImportFailedException {
    RawLine line = lines.next();
    while (line != null && isBlank(line)) {
      line = lines.next();
    }
    if (line == null) {
      return null;
    }
    if (line.tooLong()) {
      return LineItems.tooLong(line);
    }
    String text = ImportFile.text(line.bytes());
    try {
      JsonTree tree = JsonBody.tree(line.bytes());
      return new Item(new ImportBatch.Line(line.number(), text), tree);
    } catch (MalformedBodyException e) {
      return LineItems.refused(line.number(), text, malformed(line.number()));
    }
  }

  @Override
  public Event event(int index, Fields item, Instant receivedAt) throws ItemRefusedException {
    if (item.byName().containsKey("specversion")) {
      return CloudEventBatches.event(index, item, null, receivedAt);
    }
    if (item.byName().containsKey("customerId") || item.byName().containsKey("occurredAt")) {
      return NativeEvents.event(index, item, receivedAt);
    }
    return new SegmentMessage(item, null, NOTHING_SHARED, receivedAt).event(index, null);
  }

  private static boolean isBlank(RawLine line) {
    for (byte b : line.bytes()) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return !line.tooLong();
  }

  private static ItemRefusedException malformed(long number) {
    return new ItemRefusedException(
        RejectionCode.LINE_MALFORMED,
        "Line %d is not JSON.".formatted(number),
        "it was cut, or one event runs over several lines; write one event a line.");
  }
}
