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

  /**
   * Both days' values as one; of two with one time the larger value is the latest. A sum beyond a
   * {@code long} stays at its end.
   */
  public DayValue plus(DayValue other) {
    int byTime = latestAt.compareTo(other.latestAt);
    boolean mine = byTime > 0 || (byTime == 0 && latestMillionths >= other.latestMillionths);
    return new DayValue(
        count + other.count,
        sum(totalMillionths, other.totalMillionths),
        mine ? latestMillionths : other.latestMillionths,
        mine ? latestAt : other.latestAt);
  }

  private static long sum(long one, long other) {
    long sum = one + other;
    boolean overflown = ((one ^ sum) & (other ^ sum)) < 0;
    return overflown ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }
}
