package org.rapport.decision;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.rapport.store.DecisionRecord;
import org.rapport.store.EventStore;
import org.rapport.store.LatestDecisions;

/**
 * Places in a list as callers carry them: opaque to them, checked when they come back.
 *
 * <p>A cursor is no secret and no permission: it names a place, and a made-up one at most lists
 * from another place.
 */
final class Cursors {

  private static final String SEPARATOR = "\n";

  /** The longest cursor taken, in characters; the longest of ours is shorter. */
  private static final int MAX_LENGTH = 2_048;

  private Cursors() {}

  static String of(EventStore.Cursor place) {
    return encoded("event", place.occurredAt().toString(), place.key().toString());
  }

  /** The place, or an {@link IllegalArgumentException} that says the cursor is not ours. */
  static EventStore.Cursor event(String cursor) {
    List<String> parts = decoded(cursor, "event", 3);
    try {
      return new EventStore.Cursor(Instant.parse(parts.get(1)), UUID.fromString(parts.get(2)));
    } catch (DateTimeException | IllegalArgumentException unfit) {
      throw notOurs(cursor, unfit);
    }
  }

  static String of(LatestDecisions.Sort sort, LatestDecisions.Latest place) {
    return encoded(
        sort.name(),
        Integer.toString(place.summary().score()),
        Long.toString(place.summary().rawMillionths()),
        place.asOf().toString(),
        place.decidedAt().toString(),
        place.decisionId().toString(),
        place.customerId());
  }

  /** The place, as far as the order needs it; likewise. */
  static LatestDecisions.Latest latest(LatestDecisions.Sort sort, String cursor) {
    List<String> parts = decoded(cursor, sort.name(), 7);
    try {
      return new LatestDecisions.Latest(
          parts.get(6),
          UUID.fromString(parts.get(5)),
          Instant.parse(parts.get(3)),
          Instant.parse(parts.get(4)),
          new DecisionRecord.Summary(
              Integer.parseInt(parts.get(1)),
              Long.parseLong(parts.get(2)),
              null,
              "",
              "",
              List.of(),
              null));
    } catch (DateTimeException | IllegalArgumentException unfit) {
      throw notOurs(cursor, unfit);
    }
  }

  /** The place behind a customer in a list by id. */
  static String ofCustomer(String list, String customerId) {
    return encoded(list, customerId);
  }

  /** The customer; likewise. */
  static String customer(String list, String cursor) {
    return decoded(cursor, list, 2).get(1);
  }

  private static String encoded(String... parts) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> decoded(String cursor, String kind, int size) {
    byte[] bytes;
    try {
      bytes = cursor.length() > MAX_LENGTH ? new byte[0] : Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException notBase64) {
      throw notOurs(cursor, notBase64);
    }
    // The last part is the customer's id, which may hold anything, the separator too.
    List<String> parts =
        Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, size));
    if (parts.size() != size || !parts.get(0).equals(kind)) {
      throw notOurs(cursor, null);
    }
    return parts;
  }

  private static IllegalArgumentException notOurs(
      String cursor, @org.jspecify.annotations.Nullable Throwable cause) {
    String shown = cursor.length() > 60 ? cursor.substring(0, 60) + "..." : cursor;
    return new IllegalArgumentException(
        "The cursor \"%s\" is not one for this list and order.%nMaybe use the nextCursor of the page before, with the same filters."
            .formatted(shown),
        cause);
  }
}
