package org.rapport.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.ToIntFunction;
import org.rapport.model.DayCount;

/**
 * A stretch of whole UTC days.
 *
 * @param from the first day
 * @param end the day after the last
 */
record DayWindow(LocalDate from, LocalDate end) {

  /** From the day of an instant up to another instant; the day that the other cuts is in it. */
  static DayWindow of(Instant from, Instant to) {
    LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC);
    LocalDate last = LocalDate.ofInstant(to.minus(1, ChronoUnit.MICROS), ZoneOffset.UTC);
    return new DayWindow(first, last.isBefore(first) ? first : last.plusDays(1));
  }

  /** The window as long as this that ends where this begins. */
  DayWindow before() {
    return new DayWindow(from.minusDays(ChronoUnit.DAYS.between(from, end)), from);
  }

  /** The sum over the days in it. */
  long sum(List<DayCount> days, ToIntFunction<DayCount> number) {
    long sum = 0;
    for (DayCount day : days) {
      if (!day.day().isBefore(from) && day.day().isBefore(end)) {
        sum += number.applyAsInt(day);
      }
    }
    return sum;
  }
}
