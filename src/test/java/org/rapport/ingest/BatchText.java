package org.rapport.ingest;

import java.util.Locale;
import java.util.SortedMap;
import org.rapport.model.Event;
import org.rapport.model.EventBatch;
import org.rapport.model.Millionths;
import org.rapport.model.Rejection;
import org.rapport.model.Value;

/** A batch as text, for golden cases. */
final class BatchText {
  private BatchText() {}

  static String of(EventBatch batch) {
    StringBuilder text = new StringBuilder();
    batch.events().forEach(event -> text.append(of(event)));
    for (Rejection rejection : batch.rejected()) {
      text.append(
          "#%d rejected %s %s%n  %s%n"
              .formatted(
                  rejection.index(),
                  rejection.messageId(),
                  rejection.code(),
                  rejection.message().replace("\n", "\n  ")));
    }
    return text.toString();
  }

  private static String of(Event event) {
    return "#%d %s%s %s:%s account %s at %s skew %s ms%n  %s%n"
        .formatted(
            event.index(),
            event.messageId(),
            event.source().isEmpty() ? "" : " from " + event.source(),
            event.subject().kind().name().toLowerCase(Locale.ROOT),
            event.subject().id(),
            event.accountId(),
            event.occurredAt(),
            event.clockSkewMs(),
            of(event.content()));
  }

  private static String of(Event.Content content) {
    if (content instanceof Event.Occurrence occurrence) {
      return "%s%s %s%s"
          .formatted(
              occurrence.eventType(),
              occurrence.visit() ? "" : " (no visit)",
              occurrence.propertiesJson(),
              values(occurrence.properties()));
    }
    if (content instanceof Event.Attributes attributes) {
      return "attributes%s linked %s"
          .formatted(values(attributes.attributes()), attributes.linkedAnonymousId());
    }
    StringBuilder link = new StringBuilder("link");
    for (var previous : ((Event.Link) content).previous()) {
      link.append(" ").append(previous.kind()).append(":").append(previous.id());
    }
    return link.toString();
  }

  private static String values(SortedMap<String, Value> values) {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, value) -> text.append("\n    ").append(name).append(" = ").append(of(value)));
    return text.toString();
  }

  private static String of(Value value) {
    if (value instanceof Value.Numeric number) {
      return Millionths.text(number.millionths());
    }
    if (value instanceof Value.Text text) {
      return '"' + text.text() + '"';
    }
    return value instanceof Value.Flag flag ? String.valueOf(flag.flag()) : "removed";
  }
}
