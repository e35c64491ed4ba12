package org.rapport.rules.fact;

import java.time.LocalDate;
import org.rapport.model.DayCount;

/** Ages in whole UTC days. */
public final class Days {
  private Days() {}

  /** As-of's UTC day minus the day, in whole days. */
  public static int age(DayCount day, LocalDate asOfDay) {
    return age(day.day(), asOfDay);
  }

  /** As-of's UTC day minus the day, in whole days. */
  public static int age(LocalDate day, LocalDate asOfDay) {
    return Math.toIntExact(asOfDay.toEpochDay() - day.toEpochDay());
  }
}
