package org.rapport.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.ingest.JsonTree.Fields;
import org.rapport.model.Event;
import org.rapport.model.EventBatch;
import org.rapport.model.Millionths;
import org.rapport.model.Rejection;
import org.rapport.model.Subject;
import org.rapport.model.Value;

/** Bodies in our own words: {@code {"events":[...]}} and {@code {"attributes":{...}}}. */
public final class NativeEvents {
  private static final Set<String> FIELDS =
      Set.of("messageId", "customerId", "accountId", "event", "occurredAt", "properties");

  private NativeEvents() {}

  /**
   * Takes a body of events apart.
   *
   * @param body the inflated bytes
   * @param receivedAt when the body arrived
   * @throws MalformedBodyException when no events can be found in it
   */
  public static EventBatch read(byte[] body, Instant receivedAt) throws MalformedBodyException {
    JsonBody.Root root = JsonBody.root(body, "events", name -> true);
    refuseOthers(root.fields());
    List<JsonTree> items = root.items();
    if (items == null) {
      throw new MalformedBodyException(
          BodyProblem.WRONG_SHAPE,
          "/events",
          "The body has no \"events\".",
          "it is meant for another path, such as /v1/batch for Segment's clients.");
    }
    return Items.batch(receivedAt, items, (index, item) -> event(index, item, receivedAt));
  }

  /**
   * Takes an update of attributes apart: a batch of one event, or of one rejection for each
   * attribute that cannot be taken.
   *
   * @param body the inflated bytes
   * @param customerId whose attributes
   * @param messageId the id to give the update; the same id counts once for ever
   * @param receivedAt when the body arrived, and since when the attributes hold
   * @throws MalformedBodyException when no attributes can be found in it
   */
  public static EventBatch attributeUpdate(
      byte[] body, String customerId, String messageId, Instant receivedAt)
      throws MalformedBodyException {
    JsonTree root = JsonBody.tree(body);
    if (root instanceof JsonTree.Refused refused) {
      return rejected(receivedAt, List.of(rejection(messageId, refused.why())));
    }
    SortedMap<String, JsonTree> others = new TreeMap<>();
    if (root instanceof Fields fields) {
      others.putAll(fields.byName());
      others.remove("attributes");
    }
    refuseOthers(new Fields(others));
    if (!(root instanceof Fields fields) || !(fields.get("attributes") instanceof Fields named)) {
      throw new MalformedBodyException(
          BodyProblem.WRONG_SHAPE,
          "/attributes",
          "The body has no object \"attributes\".",
          "the attributes stand bare; write {\"attributes\": {\"plan\": \"pro\"}}.");
    }
    SortedMap<String, Value> attributes = new TreeMap<>();
    List<Rejection> rejected = new ArrayList<>();
    for (Map.Entry<String, JsonTree> field : named.byName().entrySet()) {
      try {
        attributes.put(field.getKey(), attribute(field.getKey(), field.getValue()));
      } catch (ItemRefusedException e) {
        rejected.add(rejection(messageId, e));
      }
    }
    try {
      Scalars.requireFew(named.byName().size());
      Ids.usable(customerId, "customerId");
    } catch (ItemRefusedException e) {
      rejected.add(rejection(messageId, e));
    }
    if (!rejected.isEmpty()) {
      return rejected(receivedAt, rejected);
    }
    Subject subject = Subject.customer(customerId);
    Event.Attributes content = new Event.Attributes(attributes, null);
    Event update = new Event(0, messageId, "", subject, null, receivedAt, null, content);
    return new EventBatch(receivedAt, List.of(update), List.of());
  }

  static Event event(int index, Fields item, Instant receivedAt) throws ItemRefusedException {
    refuseUnknownFields(item);
    String messageId = Ids.optional(item, "messageId", false);
    if (messageId == null) {
      throw new ItemRefusedException(
          RejectionCode.MESSAGE_ID_MISSING,
          "\"messageId\" is missing or empty.",
          "a random UUID for each event will do, kept when the event is sent again.");
    }
    String customerId = Ids.optional(item, "customerId", false);
    if (customerId == null) {
      throw new ItemRefusedException(
          RejectionCode.CUSTOMER_ID_MISSING,
          "\"customerId\" is missing or empty.",
          "nobody was signed in; /v1/track takes events of an \"anonymousId\".");
    }
    String accountId = Ids.optional(item, "accountId", false);
    JsonTree occurredAt = item.get("occurredAt");
    if (occurredAt == null) {
      throw new ItemRefusedException(
          RejectionCode.OCCURRED_AT_MISSING,
          "\"occurredAt\" is missing.",
          "it has another name; say when the event occurred, such as 2026-01-31T09:30:00Z.");
    }
    return new Event(
        index,
        messageId,
        "",
        Subject.customer(customerId),
        accountId,
        OccurredAt.of(occurredAt, "occurredAt", receivedAt, false),
        null,
        Items.occurrence(
            Ids.eventType(item, "event"), true, Items.object(item, "properties"), "/properties"));
  }

  private static void refuseUnknownFields(Fields item) throws ItemRefusedException {
    List<String> unknown =
        item.byName().keySet().stream()
            .filter(name -> !FIELDS.contains(name))
            .map(name -> "/" + Shown.plain(name))
            .limit(10)
            .toList();
    if (!unknown.isEmpty()) {
      throw new ItemRefusedException(
          RejectionCode.UNKNOWN_FIELD,
          "Not known here: %s.".formatted(String.join(", ", unknown)),
          "it belongs into \"properties\", or is misspelt.");
    }
  }

  private static void refuseOthers(JsonTree others) throws MalformedBodyException {
    if (others instanceof Fields fields && fields.byName().isEmpty()) {
      return;
    }
    String name = others instanceof Fields fields ? fields.byName().firstKey() : "";
    throw new MalformedBodyException(
        BodyProblem.UNKNOWN_FIELD,
        "/" + Shown.plain(name),
        "The body's field %s is not known here.".formatted(Shown.text(name)),
        "it belongs into the items, or is misspelt.");
  }

  private static Value attribute(String name, JsonTree value) throws ItemRefusedException {
    String pointer = "/attributes/" + name;
    Ids.name(name, pointer);
    Value scalar = value instanceof JsonTree.NullLeaf ? new Value.Removed() : Scalars.scalar(value);
    if (scalar == null || name.isBlank()) {
      throw new ItemRefusedException(
          RejectionCode.ATTRIBUTE_INVALID,
          "%s is %s; an attribute has a name and is a number up to %d, a text up to %d characters, a flag or null."
              .formatted(
                  Shown.plain(pointer),
                  Shown.value(value),
                  Millionths.MAX_UNITS,
                  Value.MAX_TEXT_LENGTH),
          "it is made of several values; give each a name of its own.");
    }
    if (scalar instanceof Value.Text text) {
      Storable.require(text.text(), pointer);
    }
    return scalar;
  }

  private static Rejection rejection(@Nullable String messageId, ItemRefusedException why) {
    return new Rejection(0, messageId, why.code().word(), why.words());
  }

  private static EventBatch rejected(Instant receivedAt, List<Rejection> rejected) {
    return new EventBatch(receivedAt, List.of(), rejected);
  }
}
