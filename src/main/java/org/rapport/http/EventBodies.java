package org.rapport.http;

import io.vertx.core.MultiMap;
import java.time.Instant;
import org.rapport.ingest.MalformedBodyException;
import org.rapport.ingest.NativeEvents;
import org.rapport.model.EventBatch;

/** Chooses by content type and headers how a body of {@code POST /v1/events} is read. */
final class EventBodies {
  private EventBodies() {}

  /** The batch in a body. */
  static EventBatch read(byte[] body, MultiMap headers, Instant receivedAt)
      throws MalformedBodyException {
    return NativeEvents.read(body, receivedAt);
  }
}
