package org.rapport.model;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of one customer, from which the history as of several instants can be told without
 * asking again: whole days counted up, and days that such an instant cuts counted up piece by
 * piece.
 *
 * @param customerId the customer
 * @param parts the customer's own part first, then one for each earlier id linked to it, by the
 *     time of the link
 */
public record Timeline(String customerId, List<Part> parts) {
  public Timeline {
    parts = List.copyOf(parts);
  }

  /**
   * One id's share of the timeline.
   *
   * @param linkedAt since when this id is known to be the customer; null for the customer's own
   * @param firstSeenAt the earliest time anything is known of under this id
   * @param accounts when each account was first named with this id, oldest first
   * @param wholeDays by event type, oldest first: days that no asked-for instant parts. An instant
   *     at midnight parts no day, nor does one after which nothing happened on its day
   * @param cutDays the pieces of the days that are parted, by time
   * @param attributes the readings that an asked-for instant sees as the latest of their name, by
   *     time
   */
  public record Part(
      @Nullable Instant linkedAt,
      Instant firstSeenAt,
      List<AccountReading> accounts,
      SortedMap<String, List<DayCount>> wholeDays,
      List<Piece> cutDays,
      List<AttributeReading> attributes) {}

  /** When an account was first named with a customer. */
  public record AccountReading(String accountId, Instant firstAt) {}

  /**
   * What happened of one event type on a day between two of the asked-for instants that part it:
   * all of it or nothing counts as of any of them.
   *
   * @param firstAt when the first of it occurred
   * @param count the day, and how often within the piece
   */
  public record Piece(String eventType, Instant firstAt, DayCount count) {}
}
