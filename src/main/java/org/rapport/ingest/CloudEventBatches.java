package org.rapport.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rapport.ingest.JsonTree.Fields;
import org.rapport.model.Event;
import org.rapport.model.EventBatch;
import org.rapport.model.Subject;

/**
 * CloudEvents 1.0 in its three HTTP modes. Subject is the customer, the extension {@code accountid}
 * the account, type the event type, and data the properties. Attributes are read by the CloudEvents
 * SDK; data within our own limits, so that hostile data never reaches a general-purpose parser.
 */
public final class CloudEventBatches {
  private static final JsonFormat FORMAT = new JsonFormat();
  private static final Set<String> DATA = Set.of("data", "data_base64");

  private CloudEventBatches() {}

  /**
   * Takes a body apart.
   *
   * @param mode as {@link CloudEventMode#of} says
   * @param contentType the request's content type, or null
   * @param headers the request's headers
   * @param body the inflated bytes
   * @param receivedAt when the body arrived; also when an event without a time occurred
   * @throws MalformedBodyException when no events can be found in it
   */
  public static EventBatch read(
      CloudEventMode mode,
      @Nullable String contentType,
      Iterable<Map.Entry<String, String>> headers,
      byte[] body,
      Instant receivedAt)
      throws MalformedBodyException {
    Items.Mapper structured = (index, item) -> event(index, item, receivedAt, receivedAt);
    return switch (mode) {
      case BATCH -> Items.batch(receivedAt, JsonBody.items(body), structured);
      case STRUCTURED -> Items.batch(receivedAt, List.of(JsonBody.tree(body)), structured);
      case BINARY -> binary(contentType, headers, body, receivedAt);
    };
  }

  private static EventBatch binary(
      @Nullable String contentType,
      Iterable<Map.Entry<String, String>> headers,
      byte[] body,
      Instant receivedAt)
      throws MalformedBodyException {
    boolean json = isJson(CloudEventMode.mediaType(contentType));
    SortedMap<String, JsonTree> item = new TreeMap<>();
    headers.forEach(
        header -> {
          if (header.getKey().equalsIgnoreCase("ce-id")) {
            item.put("id", new JsonTree.TextLeaf(header.getValue()));
          }
        });
    item.put("specversion", JsonTree.NULL);
    List<JsonTree> items = new ArrayList<>();
    JsonTree data = body.length == 0 || !json ? JsonTree.NULL : JsonBody.tree(body);
    if (data instanceof JsonTree.Refused refused) {
      items.add(new JsonTree.Refused(refused.why(), Ids.forRejection(new Fields(item), "id")));
    } else {
      item.put("data", data);
      items.add(new Fields(item));
    }
    return Items.batch(
        receivedAt,
        items,
        (index, fields) -> {
          if (body.length > 0 && !json) {
            throw notJson(Shown.text(String.valueOf(contentType)));
          }
          CloudEvent event = valid(() -> new CloudEventHeaders(headers).toEvent());
          return event(index, event, fields, receivedAt, receivedAt);
        });
  }

  /**
   * The event that one CloudEvent in JSON tells.
   *
   * @param undatedAt when an event without a time occurred, or null to refuse it
   */
  static Event event(int index, Fields item, @Nullable Instant undatedAt, Instant receivedAt)
      throws ItemRefusedException {
    SortedMap<String, JsonTree> attributes = new TreeMap<>(item.byName());
    attributes.keySet().removeAll(DATA);
    String json = CanonicalJson.anyText(new Fields(attributes));
    CloudEvent event = valid(() -> FORMAT.deserialize(json.getBytes(StandardCharsets.UTF_8)));
    return event(index, event, item, undatedAt, receivedAt);
  }

  private static Event event(
      int index, CloudEvent event, Fields item, @Nullable Instant undatedAt, Instant receivedAt)
      throws ItemRefusedException {
    Object account = event.getExtension("accountid");
    SortedMap<String, JsonTree> words = new TreeMap<>();
    words.put("id", new JsonTree.TextLeaf(event.getId()));
    words.put("source", new JsonTree.TextLeaf(event.getSource().toString()));
    words.put("type", new JsonTree.TextLeaf(event.getType()));
    words.put("subject", leaf(event.getSubject()));
    words.put("accountid", leaf(account == null ? null : account.toString()));
    words.put("time", leaf(event.getTime() == null ? null : event.getTime().toString()));
    Fields named = new Fields(words);
    Fields properties = data(item, event.getDataContentType());
    return new Event(
        index,
        required(named, "id"),
        required(named, "source"),
        Subject.customer(customerId(named)),
        Ids.optional(named, "accountid", false),
        occurredAt(named, undatedAt, receivedAt),
        null,
        Items.occurrence(Ids.eventType(named, "type"), true, properties, "/data"));
  }

  private static JsonTree leaf(@Nullable String text) {
    return text == null ? JsonTree.NULL : new JsonTree.TextLeaf(text);
  }

  private static String required(Fields named, String field) throws ItemRefusedException {
    String id = Ids.optional(named, field, false);
    if (id == null) {
      throw invalid("\"%s\" is empty.".formatted(field));
    }
    return id;
  }

  private static String customerId(Fields named) throws ItemRefusedException {
    String customerId = Ids.optional(named, "subject", false);
    if (customerId == null) {
      throw new ItemRefusedException(
          RejectionCode.CUSTOMER_ID_MISSING,
          "\"subject\" is missing or empty; it names the customer.",
          "the customer's id stands in the data; set it as the event's subject.");
    }
    return customerId;
  }

  private static Instant occurredAt(Fields named, @Nullable Instant undatedAt, Instant receivedAt)
      throws ItemRefusedException {
    JsonTree time = named.get("time");
    if (time != null) {
      return OccurredAt.of(time, "time", receivedAt, false);
    }
    if (undatedAt == null) {
      throw new ItemRefusedException(
          RejectionCode.OCCURRED_AT_MISSING,
          "\"time\" is missing.",
          "the export left it out; a file must say when each event occurred.");
    }
    return undatedAt;
  }

  private static Fields data(Fields item, @Nullable String contentType)
      throws ItemRefusedException {
    String encoded = item.text("data_base64");
    if (encoded == null) {
      return Items.object(item, "data");
    }
    if (contentType != null && !isJson(CloudEventMode.mediaType(contentType))) {
      throw notJson(Shown.text(contentType));
    }
    try {
      JsonTree decoded = JsonBody.tree(Base64.getDecoder().decode(encoded));
      if (decoded instanceof JsonTree.Refused refused) {
        throw refused.why();
      }
      SortedMap<String, JsonTree> data = new TreeMap<>();
      data.put("data", decoded);
      return Items.object(new Fields(data), "data");
    } catch (IllegalArgumentException | MalformedBodyException e) {
      throw notJson("base64 of something else");
    }
  }

  private static boolean isJson(String mediaType) {
    return mediaType.isEmpty()
        || mediaType.equals("application/json")
        || mediaType.equals("text/json")
        || mediaType.endsWith("+json");
  }

  /** The SDK says by many kinds of unchecked exception that an event is none. */
  private static CloudEvent valid(Supplier<CloudEvent> reading) throws ItemRefusedException {
    CloudEvent event;
    try {
      event = reading.get();
    } catch (RuntimeException e) {
      throw invalid("It is no CloudEvent: %s.".formatted(reason(e)));
    }
    if (event.getSpecVersion() != SpecVersion.V1) {
      throw invalid("\"specversion\" is not 1.0.");
    }
    return event;
  }

  /** The SDK's own words, which stand in the innermost exception. */
  private static String reason(Throwable thrown) {
    Throwable innermost = thrown;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String words =
        innermost instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : innermost.getMessage();
    return Shown.sentence(String.valueOf(words));
  }

  private static ItemRefusedException invalid(String what) {
    return new ItemRefusedException(
        RejectionCode.CLOUDEVENT_INVALID,
        what,
        "one of specversion (1.0), id, source (a URI), type and time is missing or misspelt.");
  }

  private static ItemRefusedException notJson(String shown) {
    return new ItemRefusedException(
        RejectionCode.DATA_NOT_JSON,
        "The data is %s, not JSON.".formatted(shown),
        "the sender encodes it otherwise; send a JSON object as application/json.");
  }
}
