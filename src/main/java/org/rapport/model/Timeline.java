package org.rapport.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of one customer, from which the history as of several instants can be told without
 * asking again: whole days counted up, and the events of the days that those instants cut.
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
   * @param wholeDays by event type, oldest first: days that no asked-for instant cuts
   * @param cutDays the single events of the days that are cut, by time
   * @param attributes every reading, by time
   */
  public record Part(
      @Nullable Instant linkedAt,
      Instant firstSeenAt,
      List<AccountReading> accounts,
      SortedMap<String, List<DayCount>> wholeDays,
      List<SingleEvent> cutDays,
      List<AttributeReading> attributes) {}

  /** When an account was first named with a customer. */
  public record AccountReading(String accountId, Instant firstAt) {}

  /**
   * One event of a day that an instant cuts.
   *
   * @param values the numeric values the catalogues ask for, in millionths, by property
   */
  public record SingleEvent(
      String eventType, Instant occurredAt, boolean visit, SortedMap<String, Long> values) {

    /** The event's UTC day. */
    public LocalDate day() {
      return LocalDate.ofInstant(occurredAt, ZoneOffset.UTC);
    }
  }
}
