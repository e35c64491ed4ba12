package org.rapport.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rapport.model.Event;
import org.rapport.model.Millionths;
import org.rapport.model.Subject;
import org.rapport.model.Value;

/**
 * Something an invented customer did, in each shape that takes it in. Names and texts are plain:
 * nothing needs escaping.
 *
 * @param properties Long or String by name
 */
record Message(
    String messageId,
    String customerId,
    String event,
    Instant at,
    SortedMap<String, Object> properties) {

  private String propertiesJson() {
    StringBuilder text = new StringBuilder("{");
    for (Map.Entry<String, Object> property : properties.entrySet()) {
      if (text.length() > 1) {
        text.append(',');
      }
      text.append('"').append(property.getKey()).append("\":");
      if (property.getValue() instanceof String words) {
        text.append('"').append(words).append('"');
      } else {
        text.append(property.getValue());
      }
    }
    return text.append('}').toString();
  }

  /** As a Segment client sends it. */
  String segment() {
    return "{\"type\":\"track\",\"messageId\":\""
        + messageId
        + "\",\"userId\":\""
        + customerId
        + "\",\"event\":\""
        + event
        + "\",\"timestamp\":\""
        + at
        + "\",\"properties\":"
        + propertiesJson()
        + "}";
  }

  /** In the service's own shape. */
  String own() {
    return "{\"messageId\":\""
        + messageId
        + "\",\"customerId\":\""
        + customerId
        + "\",\"event\":\""
        + event
        + "\",\"occurredAt\":\""
        + at
        + "\",\"properties\":"
        + propertiesJson()
        + "}";
  }

  /** As the store takes it. */
  Event stored(int index) {
    SortedMap<String, Value> values = new TreeMap<>();
    properties.forEach(
        (name, value) ->
            values.put(
                name,
                value instanceof Long number
                    ? new Value.Numeric(number * Millionths.ONE)
                    : new Value.Text(String.valueOf(value))));
    return new Event(
        index,
        messageId,
        "",
        Subject.customer(customerId),
        null,
        at,
        null,
        new Event.Occurrence(event, true, propertiesJson(), values));
  }

  /** The same under another message id, so that it is new. */
  Message again(String suffix) {
    return new Message(messageId + suffix, customerId, event, at, properties);
  }

  static String segmentBatch(List<Message> messages) {
    return "{\"batch\":["
        + String.join(",", messages.stream().map(Message::segment).toList())
        + "]}";
  }

  static String ownBatch(List<Message> messages) {
    return "{\"events\":[" + String.join(",", messages.stream().map(Message::own).toList()) + "]}";
  }
}
