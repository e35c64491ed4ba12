package org.rapport.model;

import java.time.Instant;

/**
 * The numeric values of one property of one event type on one day.
 *
 * @param count how many events of the day had one
 * @param totalMillionths their sum, in millionths
 * @param latestMillionths the value of the latest of them, in millionths
 * @param latestAt when that one occurred
 */
public record DayValue(int count, long totalMillionths, long latestMillionths, Instant latestAt) {

  /** Both days' values as one; of two with one time the larger value is the latest. */
  public DayValue plus(DayValue other) {
    int byTime = latestAt.compareTo(other.latestAt);
    boolean mine = byTime > 0 || (byTime == 0 && latestMillionths >= other.latestMillionths);
    return new DayValue(
        count + other.count,
        Math.addExact(totalMillionths, other.totalMillionths),
        mine ? latestMillionths : other.latestMillionths,
        mine ? latestAt : other.latestAt);
  }
}
