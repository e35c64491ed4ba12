package org.rapport.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.PointsBreakdown;
import org.rapport.model.Millionths;

/**
 * Points by hand, with the product's rounding: doubles over the days oldest first, one rounding
 * HALF_UP to millionths, then the cap.
 */
final class HandPoints {
  private static final int PLACES = 6;
  private static final int TABLED_DAYS = 400;

  /**
   * What a weight rule says.
   *
   * @param sign 1 to award, -1 to deduct
   * @param unit whether each unit of the event's value counts, not each occurrence
   */
  record Weight(int sign, long each, boolean unit, int inLastDays, int halfLifeDays, long cap) {
    static Weight award(long each, int halfLifeDays, long cap) {
      return new Weight(1, each * Millionths.ONE, false, 90, halfLifeDays, cap * Millionths.ONE);
    }

    static Weight deduct(long each, int halfLifeDays, long cap) {
      return new Weight(-1, each * Millionths.ONE, false, 90, halfLifeDays, cap * Millionths.ONE);
    }
  }

  /** What a weight came to, in millionths. */
  record Worth(long points, @Nullable PointsBreakdown breakdown) {}

  private final double[][] tables = new double[100][];

  HandPoints() {
    for (int halfLifeDays = 1; halfLifeDays < tables.length; halfLifeDays++) {
      double[] table = new double[TABLED_DAYS];
      for (int age = 0; age < TABLED_DAYS; age++) {
        table[age] = StrictMath.pow(0.5, (double) age / halfLifeDays);
      }
      tables[halfLifeDays] = table;
    }
  }

  /** Points for each occurrence; without a breakdown when only the score is asked for. */
  Worth worth(Weight weight, HandActivity activity, boolean explained) {
    double[] table = tables[weight.halfLifeDays];
    long exact = 0;
    double faded = 0;
    for (int i = 0; i < activity.size; i++) {
      int age = activity.ages[i];
      if (age <= weight.inLastDays) {
        long units = weight.unit ? activity.values[i] : activity.counts[i];
        exact += units;
        faded += (double) units * table[age];
      }
    }
    long amount =
        new BigDecimal(faded)
            .multiply(BigDecimal.valueOf(weight.each, weight.unit ? PLACES : 0))
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
    long points = weight.sign * Math.min(amount, weight.cap);
    return new Worth(
        points,
        explained
            ? new PointsBreakdown(
                weight.each,
                weight.unit,
                weight.unit ? exact : exact * Millionths.ONE,
                weight.inLastDays,
                weight.halfLifeDays,
                weight.sign * amount,
                weight.cap)
            : null);
  }

  /** Points once. */
  static Worth once(int sign, long points) {
    long millionths = points * Millionths.ONE;
    return new Worth(
        sign * millionths,
        new PointsBreakdown(
            millionths, false, Millionths.ONE, null, null, sign * millionths, null));
  }
}
