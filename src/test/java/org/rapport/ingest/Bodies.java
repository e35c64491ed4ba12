package org.rapport.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.rapport.model.Event;
import org.rapport.model.EventBatch;

/** Bodies for tests, written with single quotes for double ones. */
final class Bodies {
  static final Instant RECEIVED_AT = Instant.parse("2026-03-01T10:00:00Z");

  private Bodies() {}

  static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  static EventBatch segment(String json) throws MalformedBodyException {
    return SegmentBatches.read(bytes(json), null, RECEIVED_AT).batch();
  }

  static EventBatch segment(SegmentType type, String json) throws MalformedBodyException {
    return SegmentBatches.read(bytes(json), type, RECEIVED_AT).batch();
  }

  static EventBatch events(String json) throws MalformedBodyException {
    return NativeEvents.read(bytes(json), RECEIVED_AT);
  }

  /** The one event of a body that has one and nothing else. */
  static Event only(EventBatch batch) {
    if (batch.events().size() != 1 || !batch.rejected().isEmpty()) {
      throw new AssertionError("Not one good event: " + batch);
    }
    return batch.events().get(0);
  }

  static Event.Occurrence occurrence(EventBatch batch) {
    return (Event.Occurrence) only(batch).content();
  }

  static Event.Attributes attributes(EventBatch batch) {
    return (Event.Attributes) only(batch).content();
  }
}
