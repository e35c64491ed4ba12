package org.rapport.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The area under the ROC curve: how often one to whom it happened stands above one to whom it did
 * not, ties counting half. 0.5 is chance, 1 perfect order, 0 the perfect reverse.
 *
 * @param area 0 to 1
 * @param standardError of the area, rows of one customer taken together
 */
public record RankArea(double area, double standardError) {

  /** How an area is to be read. */
  public enum Verdict {
    /** The interval lies above chance. */
    SIGNAL("signal"),
    /** The interval covers chance: nothing is shown. */
    NO_SIGNAL("no signal"),
    /** The interval lies below chance: the order is the wrong way round. */
    REVERSED("reversed");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /** The 95 % interval, within 0 and 1. */
  public Interval interval() {
    return Interval.around(area, standardError);
  }

  /** Whether the order says anything. */
  public Verdict verdict() {
    if (interval().covers(0.5)) {
      return Verdict.NO_SIGNAL;
    }
    return area > 0.5 ? Verdict.SIGNAL : Verdict.REVERSED;
  }

  /**
   * The area of these rows, or empty when it cannot be told: there must be two customers to whom it
   * happened and two to whom it did not.
   *
   * <p>The standard error is Obuchowski's for clustered data ("Nonparametric analysis of clustered
   * ROC curve data", Biometrics 53, 1997), which for one row a customer is DeLong's (Biometrics 44,
   * 1988). With M rows to which it happened and N others, the placement of a row is the share of
   * the other kind that it stands on the right side of, ties half; for each customer i, P_i is the
   * sum of (placement - area) over the rows to which it happened and Q_i over the others. Then
   *
   * <pre>
   * variance = K1/(K1 - 1) sum P_i^2 / M^2 + K0/(K0 - 1) sum Q_i^2 / N^2
   *          + 2 K/(K - 1) sum P_i Q_i / (M N)
   * </pre>
   *
   * where K1 customers have a row of the first kind, K0 one of the second, and K any.
   *
   * @param values the higher, the likelier
   * @param happened by row
   * @param customers by row, which customer it is about
   */
  public static Optional<RankArea> of(long[] values, boolean[] happened, long[] customers) {
    long[] positives = sorted(values, happened, true);
    long[] negatives = sorted(values, happened, false);
    if (positives.length == 0 || negatives.length == 0) {
      return Optional.empty();
    }
    double[] placements = new double[values.length];
    double sum = 0;
    for (int row = 0; row < values.length; row++) {
      long[] others = happened[row] ? negatives : positives;
      double below = (from(others, values[row]) + above(others, values[row])) / 2.0;
      placements[row] = (happened[row] ? below : others.length - below) / others.length;
      sum += happened[row] ? placements[row] : 0;
    }
    double area = sum / positives.length;
    List<Share> shares = shares(area, placements, happened, customers);
    return Share.variance(shares, positives.length, negatives.length)
        .map(variance -> new RankArea(area, Math.sqrt(Math.max(0, variance))));
  }

  private static long[] sorted(long[] values, boolean[] happened, boolean which) {
    long[] of = new long[values.length];
    int count = 0;
    for (int row = 0; row < values.length; row++) {
      if (happened[row] == which) {
        of[count++] = values[row];
      }
    }
    long[] kept = Arrays.copyOf(of, count);
    Arrays.sort(kept);
    return kept;
  }

  /** How many are below the value: the index of the first that is not. */
  private static int from(long[] sorted, long value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many are at the value or below: the index of the first above it. */
  private static int above(long[] sorted, long value) {
    return value == Long.MAX_VALUE ? sorted.length : from(sorted, value + 1);
  }

  /** By customer, in the order they are first met, so that the same rows give the same digits. */
  private static List<Share> shares(
      double area, double[] placements, boolean[] happened, long[] customers) {
    Map<Long, Share> byCustomer = new HashMap<>();
    List<Share> shares = new ArrayList<>();
    for (int row = 0; row < placements.length; row++) {
      Share share = byCustomer.get(customers[row]);
      if (share == null) {
        share = new Share();
        byCustomer.put(customers[row], share);
        shares.add(share);
      }
      share.add(placements[row] - area, happened[row]);
    }
    return shares;
  }

  /** One customer's share of the variance. */
  private static final class Share {
    private double positive;
    private double negative;
    private boolean anyPositive;
    private boolean anyNegative;

    void add(double off, boolean happened) {
      if (happened) {
        positive += off;
        anyPositive = true;
      } else {
        negative += off;
        anyNegative = true;
      }
    }

    static Optional<Double> variance(List<Share> shares, double positives, double negatives) {
      double ofPositives = 0;
      double ofNegatives = 0;
      double ofBoth = 0;
      long withPositives = 0;
      long withNegatives = 0;
      for (Share share : shares) {
        ofPositives += share.positive * share.positive;
        ofNegatives += share.negative * share.negative;
        ofBoth += share.positive * share.negative;
        withPositives += share.anyPositive ? 1 : 0;
        withNegatives += share.anyNegative ? 1 : 0;
      }
      if (withPositives < 2 || withNegatives < 2) {
        return Optional.empty();
      }
      return Optional.of(
          spread(withPositives) * ofPositives / (positives * positives)
              + spread(withNegatives) * ofNegatives / (negatives * negatives)
              + 2 * spread(shares.size()) * ofBoth / (positives * negatives));
    }

    private static double spread(long count) {
      return count / (count - 1.0);
    }
  }
}
