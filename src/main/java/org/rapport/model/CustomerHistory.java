package org.rapport.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one customer that counts as of an instant: the input of deciding.
 *
 * @param customerId the customer
 * @param accountId the account the customer belonged to then
 * @param firstSeenAt the earliest time anything is known of, or null for an unknown customer
 * @param days by event type: the days something happened, oldest first, nothing at or after as-of
 * @param attributes the latest reading of each (origin, name) before as-of, sorted by both
 */
public record CustomerHistory(
    String customerId,
    @Nullable String accountId,
    @Nullable Instant firstSeenAt,
    SortedMap<String, List<DayCount>> days,
    List<AttributeReading> attributes) {

  public CustomerHistory {
    SortedMap<String, List<DayCount>> copy = new TreeMap<>();
    days.forEach((type, counts) -> copy.put(type, List.copyOf(counts)));
    days = Collections.unmodifiableSortedMap(copy);
    attributes = Collections.unmodifiableList(new ArrayList<>(attributes));
  }

  /** A customer of whom nothing is known. */
  public static CustomerHistory unknown(String customerId) {
    return new CustomerHistory(customerId, null, null, new TreeMap<>(), List.of());
  }
}
