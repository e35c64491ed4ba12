package org.rapport.store;

import java.util.Optional;
import java.util.stream.Stream;
import org.rapport.model.Event;
import org.rapport.model.Rejection;
import org.rapport.model.Subject;
import org.rapport.model.Value;

/**
 * What PostgreSQL cannot hold: a NUL or half a surrogate pair in a text, a year beyond 9999. The
 * door should have refused such events; one that slips through must not spoil its batch.
 */
final class Storable {
  private Storable() {}

  /** Why an event cannot be stored, empty when it can. */
  static Optional<Rejection> problem(Event event) {
    if (!Columns.canStore(event.occurredAt())) {
      return Optional.of(
          rejection(
              event,
              "occurred-at-out-of-range",
              "The time %s is not in the years 1 to 9999.%nMaybe it is in another unit: times are ISO-8601."
                  .formatted(event.occurredAt())));
    }
    if (texts(event).anyMatch(text -> !canStore(text))) {
      return Optional.of(
          rejection(
              event,
              "text-not-storable",
              "A text of this event has a NUL character or half a surrogate pair.%nMaybe it is binary: send it in base64."
                  .formatted()));
    }
    return Optional.empty();
  }

  private static Rejection rejection(Event event, String code, String message) {
    String messageId = canStore(event.messageId()) ? event.messageId() : null;
    return new Rejection(event.index(), messageId, code, message);
  }

  private static Stream<String> texts(Event event) {
    Stream<String> header =
        Stream.of(
            event.messageId(),
            event.source(),
            event.subject().id(),
            event.accountId() == null ? "" : event.accountId());
    return Stream.concat(header, texts(event.content()));
  }

  private static Stream<String> texts(Event.Content content) {
    if (content instanceof Event.Occurrence occurrence) {
      return Stream.of(occurrence.eventType(), occurrence.propertiesJson());
    }
    if (content instanceof Event.Attributes attributes) {
      String linked = attributes.linkedAnonymousId();
      return Stream.concat(
          Stream.of(linked == null ? "" : linked),
          attributes.attributes().entrySet().stream()
              .flatMap(entry -> Stream.of(entry.getKey(), text(entry.getValue()))));
    }
    return ((Event.Link) content).previous().stream().map(Subject::id);
  }

  private static String text(Value value) {
    return value instanceof Value.Text text ? text.text() : "";
  }

  /** Whether PostgreSQL's text can hold this. */
  static boolean canStore(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\0') {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
