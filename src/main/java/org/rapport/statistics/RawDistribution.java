package org.rapport.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How raw points are spread over customers. */
public final class RawDistribution {
  private static final int FIRST_SIZE = 1_024;
  private static final int BINS = 12;

  /** In rising order, in millionths. */
  private final long[] sorted;

  private RawDistribution(long[] sorted) {
    this.sorted = sorted;
  }

  /** The distribution of these raw points, in millionths. */
  public static RawDistribution of(long... rawMillionths) {
    long[] copy = rawMillionths.clone();
    Arrays.sort(copy);
    return new RawDistribution(copy);
  }

  /** Gathers raw points one by one, 8 bytes each. */
  public static final class Gathering {
    private long[] values = new long[FIRST_SIZE];
    private int size;

    /** Adds one customer's, in millionths. */
    public void add(long rawMillionths) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = rawMillionths;
    }

    /** What was added. */
    public RawDistribution done() {
      return of(Arrays.copyOf(values, size));
    }
  }

  /** How many customers. */
  public int count() {
    return sorted.length;
  }

  /** Those of them with more than no points. */
  public RawDistribution aboveZero() {
    int from = 0;
    while (from < sorted.length && sorted[from] <= 0) {
      from++;
    }
    return new RawDistribution(Arrays.copyOfRange(sorted, from, sorted.length));
  }

  /**
   * The raw points that a share of the customers stay below, linear between neighbours (as Excel's
   * PERCENTILE.INC and numpy's default), in millionths.
   *
   * @param share 0 to 1
   * @throws IllegalStateException when there are no customers
   */
  public double quantile(double share) {
    if (sorted.length == 0) {
      throw new IllegalStateException("There are no customers to take a quantile of.");
    }
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * ((double) sorted[above] - sorted[below]);
  }

  /** Each customer's raw points, rising, in millionths. */
  public long[] values() {
    return sorted.clone();
  }

  /**
   * A bar of the histogram.
   *
   * @param from in millionths, inclusive
   * @param to in millionths, exclusive
   * @param customers how many are between
   */
  public record Bin(long from, long to, long customers) {}

  /**
   * A dozen bars of one round width from zero on, so that 99 of 100 with points are in them; the
   * first is everybody at zero or below, the last everybody beyond.
   */
  public List<Bin> histogram() {
    RawDistribution above = aboveZero();
    long width = above.count() == 0 ? 1_000_000 : round(above.quantile(0.99) / BINS);
    long[] customers = new long[BINS + 1];
    for (long value : above.sorted) {
      customers[(int) Math.min(BINS, value / width)]++;
    }
    List<Bin> bins = new ArrayList<>();
    bins.add(new Bin(Long.MIN_VALUE, 0, (long) count() - above.count()));
    for (int bin = 0; bin < BINS; bin++) {
      bins.add(new Bin(bin * width, (bin + 1) * width, customers[bin]));
    }
    bins.add(new Bin(BINS * width, Long.MAX_VALUE, customers[BINS]));
    return bins;
  }

  /** The next of 1, 2, 5, 10, 20, 50, ... at or above. */
  private static long round(double least) {
    long width = 1;
    for (int step = 0; width < least; step++) {
      width = step % 3 == 1 ? width / 2 * 5 : width * 2;
    }
    return width;
  }
}
