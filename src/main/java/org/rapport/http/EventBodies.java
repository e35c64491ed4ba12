package org.rapport.http;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.Optional;
import org.rapport.ingest.CloudEventBatches;
import org.rapport.ingest.CloudEventMode;
import org.rapport.ingest.MalformedBodyException;
import org.rapport.ingest.NativeEvents;
import org.rapport.model.EventBatch;

/** Chooses by content type and headers how a body of {@code POST /v1/events} is read. */
final class EventBodies {
  private EventBodies() {}

  /** The batch in a body. */
  static EventBatch read(byte[] body, MultiMap headers, Instant receivedAt)
      throws MalformedBodyException {
    String contentType = headers.get("Content-Type");
    Optional<CloudEventMode> mode = CloudEventMode.of(contentType, headers);
    return mode.isPresent()
        ? CloudEventBatches.read(mode.get(), contentType, headers, body, receivedAt)
        : NativeEvents.read(body, receivedAt);
  }
}
