package org.rapport.analysis;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Value;

/** Something that could have been otherwise by the time of a decision. */
public sealed interface Change {
  /** What it costs by the catalogue, in millionths. */
  long costMillionths();

  /**
   * More events of a type: one on each of the days, and all others on the last.
   *
   * @param times how many in all, at least as many as there are days
   * @param days on how many days in a row
   * @param lastDay the last of these days
   * @param valueMillionths the numeric value of each, or null when the type has none
   */
  record MoreEvents(
      String event,
      int times,
      int days,
      LocalDate lastDay,
      @Nullable Long valueMillionths,
      long costMillionths)
      implements Change {}

  /**
   * Another value of an attribute.
   *
   * @param before its value, or null when it was not known
   */
  record OtherValue(String attribute, @Nullable Value before, Value value, long costMillionths)
      implements Change {}
}
