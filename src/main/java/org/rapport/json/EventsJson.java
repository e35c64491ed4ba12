package org.rapport.json;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a customer's events, newest first. */
public final class EventsJson {

  private EventsJson() {}

  /**
   * One event as it is read back.
   *
   * @param receivedAs the id it came in under: the customer's own, or one linked to it
   * @param propertiesJson compact JSON text
   */
  public record Row(
      String messageId,
      String source,
      String receivedAs,
      @Nullable String accountId,
      String event,
      Instant occurredAt,
      Instant receivedAt,
      String propertiesJson) {}

  /**
   * The page's bytes.
   *
   * @param nextCursor how to go on, or null when this page is the last
   */
  public static byte[] bytes(String customerId, List<Row> events, @Nullable String nextCursor) {
    return JsonOut.objectBytes(
        out ->
            out.text("customerId", customerId)
                .objects("events", events, EventsJson::row)
                .text("nextCursor", nextCursor));
  }

  private static void row(JsonOut out, Row row) {
    out.text("messageId", row.messageId())
        .text("event", row.event())
        .instant("occurredAt", row.occurredAt())
        .instant("receivedAt", row.receivedAt())
        .text("accountId", row.accountId())
        .text("receivedAs", row.receivedAs())
        .text("source", row.source().isEmpty() ? null : row.source())
        .json("properties", row.propertiesJson());
  }
}
