package org.rapport.model;

import java.time.Instant;
import java.util.List;

/**
 * The unit of ingestion: what a sender handed over in one piece.
 *
 * @param receivedAt when we got it
 * @param events the items understood, in the sender's order
 * @param rejected the items that were not
 */
public record EventBatch(Instant receivedAt, List<Event> events, List<Rejection> rejected) {
  public EventBatch {
    events = List.copyOf(events);
    rejected = List.copyOf(rejected);
  }
}
