package org.rapport.statistics;

/**
 * A 95 % interval.
 *
 * @param low the lower end
 * @param high the upper end, not below the lower
 */
public record Interval(double low, double high) {

  /** Standard errors to each side that hold 95 % of a normal distribution. */
  static final double Z = 1.959964;

  /** Whether the value lies in it, ends included. */
  public boolean covers(double value) {
    return low <= value && value <= high;
  }

  /** An estimate and its standard error as an interval within 0 and 1. */
  public static Interval around(double estimate, double standardError) {
    return new Interval(
        Math.max(0, estimate - Z * standardError), Math.min(1, estimate + Z * standardError));
  }

  /**
   * Wilson's score interval of a share: with p = hits / of and z = 1.96, (p + z2/2n -+ z sqrt(p(1 -
   * p)/n + z2/4n2)) / (1 + z2/n). It holds for small numbers, where the plain one fails (E. B.
   * Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927).
   *
   * @param of how many, 1 or more
   */
  public static Interval wilson(long hits, long of) {
    double share = (double) hits / of;
    double z2 = Z * Z;
    double middle = share + z2 / (2.0 * of);
    double reach = Z * Math.sqrt(share * (1 - share) / of + z2 / (4.0 * of * of));
    double scale = 1 + z2 / of;
    // At the ends the formula gives 0 and 1 exactly; its doubles miss them by a hair.
    return new Interval(
        hits == 0 ? 0 : (middle - reach) / scale, hits == of ? 1 : (middle + reach) / scale);
  }
}
