package org.rapport.statistics;

/**
 * How numbers are spread, told one by one: count, mean and variance by Welford's updates ("Note on
 * a method for calculating corrected sums of squares and products", Technometrics 4, 1962), which
 * lose no digits where the plain sums of squares do.
 */
public final class Spread {
  private long count;
  private double mean;
  private double squares;

  /** Adds a number. */
  public void add(double number) {
    count++;
    double off = number - mean;
    mean += off / count;
    squares += off * (number - mean);
  }

  /** How many. */
  public long count() {
    return count;
  }

  /** Their mean; 0 when there are none. */
  public double mean() {
    return mean;
  }

  /** The variance of what they were drawn from, with count - 1 below; 0 for fewer than two. */
  public double variance() {
    return count < 2 ? 0 : squares / (count - 1);
  }
}
