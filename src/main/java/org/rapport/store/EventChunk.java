package org.rapport.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.rapport.model.Event;
import org.rapport.model.Rejection;

/**
 * Some events of a batch that are stored in one transaction, by message key: what stands there
 * twice, what is new, what is a repeat.
 */
final class EventChunk {
  /** An event with its key; the fingerprint tells a repeat from a reuse of its message id. */
  record Keyed(Event event, UUID key, long fingerprint) {}

  private final Instant receivedAt;
  private final SortedMap<UUID, List<Keyed>> byKey = new TreeMap<>();

  EventChunk(Instant receivedAt, List<Event> events, MessageKeys keys) {
    this.receivedAt = receivedAt;
    for (Event event : events) {
      Keyed keyed = new Keyed(event, keys.key(event), keys.fingerprint(event));
      byKey.computeIfAbsent(keyed.key(), key -> new ArrayList<>()).add(keyed);
    }
  }

  Instant receivedAt() {
    return receivedAt;
  }

  /** For each key the first event that bears it, in order of key. */
  List<Keyed> firsts() {
    return byKey.values().stream().map(same -> same.get(0)).toList();
  }

  /** What became of the chunk. */
  record Sorted(List<Keyed> accepted, int duplicates, List<Rejection> rejected) {}

  /**
   * Sorts the events out.
   *
   * @param stored the fingerprints of those keys that were stored before
   */
  Sorted sort(Map<UUID, Long> stored) {
    List<Keyed> accepted = new ArrayList<>();
    List<Rejection> rejected = new ArrayList<>();
    int duplicates = 0;
    for (Map.Entry<UUID, List<Keyed>> entry : byKey.entrySet()) {
      List<Keyed> same = entry.getValue();
      Long before = stored.get(entry.getKey());
      long fingerprint = before == null ? same.get(0).fingerprint() : before;
      if (before == null) {
        accepted.add(same.get(0));
      }
      for (Keyed keyed : before == null ? same.subList(1, same.size()) : same) {
        if (keyed.fingerprint() == fingerprint) {
          duplicates++;
        } else {
          rejected.add(reused(keyed.event()));
        }
      }
    }
    return new Sorted(accepted, duplicates, rejected);
  }

  private static Rejection reused(Event event) {
    return new Rejection(
        event.index(),
        event.messageId(),
        "message-id-reused",
        "The message id \"%s\" was used before for another customer or event type.%nMaybe give each event an id of its own: one id stands for one event, for ever."
            .formatted(event.messageId()));
  }

  /** Splits events so that none of the parts makes too many rows for one transaction. */
  static List<List<Event>> split(List<Event> events, int maxRows) {
    List<List<Event>> parts = new ArrayList<>();
    List<Event> part = new ArrayList<>();
    int rows = 0;
    for (Event event : events) {
      int own = rows(event);
      if (!part.isEmpty() && rows + own > maxRows) {
        parts.add(part);
        part = new ArrayList<>();
        rows = 0;
      }
      part.add(event);
      rows += own;
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  private static int rows(Event event) {
    if (event.content() instanceof Event.Attributes attributes) {
      return 1 + attributes.attributes().size();
    }
    return event.content() instanceof Event.Link link ? 1 + link.previous().size() : 1;
  }
}
