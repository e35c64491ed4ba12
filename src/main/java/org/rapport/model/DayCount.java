package org.rapport.model;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a customer did of one event type on one UTC day.
 *
 * @param day the UTC day
 * @param count how often
 * @param visits how many of them were visits (all, unless the sender said otherwise)
 * @param values by property: the numeric values the catalogues ask for
 */
public record DayCount(LocalDate day, int count, int visits, SortedMap<String, DayValue> values) {
  public DayCount {
    values =
        values.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Two parts of one day as one. */
  public DayCount plus(DayCount other) {
    if (!day.equals(other.day)) {
      throw new IllegalArgumentException("The days %s and %s differ.".formatted(day, other.day));
    }
    SortedMap<String, DayValue> both = new TreeMap<>(values);
    other.values.forEach((property, value) -> both.merge(property, value, DayValue::plus));
    return new DayCount(day, count + other.count, visits + other.visits, both);
  }
}
