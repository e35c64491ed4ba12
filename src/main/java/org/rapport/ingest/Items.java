package org.rapport.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.ingest.JsonTree.Fields;
import org.rapport.model.Event;
import org.rapport.model.EventBatch;
import org.rapport.model.Rejection;

/** Makes a batch of items, the good ones unharmed by the bad ones. */
final class Items {
  private Items() {}

  /** Makes an event of an item. */
  interface Mapper {
    Event event(int index, Fields item) throws ItemRefusedException;
  }

  /** The batch of these items, each an event or a rejection. */
  static EventBatch batch(Instant receivedAt, List<JsonTree> items, Mapper mapper) {
    List<Event> events = new ArrayList<>(items.size());
    List<Rejection> rejected = new ArrayList<>();
    for (int index = 0; index < items.size(); index++) {
      JsonTree item = items.get(index);
      try {
        events.add(mapper.event(index, object(item)));
      } catch (ItemRefusedException e) {
        rejected.add(new Rejection(index, messageId(item), e.code().word(), e.words()));
      }
    }
    return new EventBatch(receivedAt, events, rejected);
  }

  private static Fields object(JsonTree item) throws ItemRefusedException {
    if (item instanceof Fields fields) {
      return fields;
    }
    if (item instanceof JsonTree.Refused refused) {
      throw refused.why();
    }
    throw new ItemRefusedException(
        RejectionCode.NOT_AN_OBJECT,
        "The item is %s; an item is a JSON object.".formatted(Shown.value(item)),
        "the list holds ids instead of whole items, or a text that is JSON once more.");
  }

  /** The properties, or no properties when the field is absent or null. */
  static Fields object(Fields item, String field) throws ItemRefusedException {
    JsonTree value = item.get(field);
    if (value == null) {
      return new Fields(Collections.emptySortedMap());
    }
    if (value instanceof Fields fields) {
      return fields;
    }
    throw new ItemRefusedException(
        RejectionCode.PROPERTIES_INVALID,
        "\"%s\" is %s; it must be a JSON object.".formatted(field, Shown.value(value)),
        "it was turned into text or a list before sending.");
  }

  /** What the customer did, with its properties in both forms. */
  static Event.Occurrence occurrence(
      String eventType, boolean visit, Fields properties, String pointer)
      throws ItemRefusedException {
    String json = CanonicalJson.storableText(properties, pointer);
    if (json.length() > IngestLimits.MAX_PROPERTIES_CHARACTERS) {
      throw new ItemRefusedException(
          RejectionCode.PROPERTIES_TOO_LARGE,
          "The properties have %d characters; %d are kept."
              .formatted(json.length(), IngestLimits.MAX_PROPERTIES_CHARACTERS),
          "a whole document was sent along; send the few values that matter.");
    }
    return new Event.Occurrence(eventType, visit, json, Scalars.properties(properties));
  }

  private static @Nullable String messageId(JsonTree item) {
    if (item instanceof JsonTree.Refused refused) {
      return refused.messageId();
    }
    if (!(item instanceof Fields fields)) {
      return null;
    }
    String field = fields.byName().containsKey("specversion") ? "id" : "messageId";
    return Ids.forRejection(fields, field);
  }
}
