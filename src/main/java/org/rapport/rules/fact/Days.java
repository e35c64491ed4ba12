package org.rapport.rules.fact;

import java.time.LocalDate;
import org.rapport.model.DayCount;

/** Ages in whole UTC days. */
public final class Days {
  private Days() {}

  /**
   * As-of's UTC day minus the day, in whole days.
   *
   * @param asOfEpochDay as-of's UTC day, counted from 1970 on: who asks about many days works it
   *     out once
   */
  public static int age(DayCount day, long asOfEpochDay) {
    return Math.toIntExact(asOfEpochDay - day.day().toEpochDay());
  }

  /** As-of's UTC day minus the day, in whole days. */
  public static int age(LocalDate day, LocalDate asOfDay) {
    return Math.toIntExact(asOfDay.toEpochDay() - day.toEpochDay());
  }
}
