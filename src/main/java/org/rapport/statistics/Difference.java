package org.rapport.statistics;

import java.util.Optional;

/**
 * A difference of two groups, the second taken from the first.
 *
 * @param estimate the difference
 * @param interval its 95 % interval
 */
public record Difference(double estimate, Interval interval) {
  /** With fewer in a group, nothing is told of its spread. */
  public static final int LEAST = 5;

  private static final double Z = Interval.Z;

  /** Whether the interval leaves 0 out: else nothing is shown. */
  public boolean found() {
    return !interval.covers(0);
  }

  /**
   * Of two shares, by Newcombe's method 10, which puts two Wilson intervals together (R. G.
   * Newcombe, "Interval estimation for the difference between independent proportions", Statistics
   * in Medicine 17, 1998): with d = p1 - p2, it reaches from d - sqrt((p1 - l1)^2 + (u2 - p2)^2) to
   * d + sqrt((u1 - p1)^2 + (p2 - l2)^2).
   *
   * @return empty when a group has fewer than {@link #LEAST}
   */
  public static Optional<Difference> ofShares(long hits, long of, long otherHits, long otherOf) {
    if (of < LEAST || otherOf < LEAST) {
      return Optional.empty();
    }
    double one = (double) hits / of;
    double other = (double) otherHits / otherOf;
    Interval around = Interval.wilson(hits, of);
    Interval aroundOther = Interval.wilson(otherHits, otherOf);
    double difference = one - other;
    return Optional.of(
        new Difference(
            difference,
            new Interval(
                difference - Math.hypot(one - around.low(), aroundOther.high() - other),
                difference + Math.hypot(around.high() - one, other - aroundOther.low()))));
  }

  /**
   * Of two means, by the wider of two intervals around their difference.
   *
   * <p>Welch's ("The generalization of 'Student's' problem when several different population
   * variances are involved", Biometrika 34, 1947) lets each group have its own spread: estimate -+
   * t * sqrt(v1/n1 + v2/n2), t Student's with (v1/n1 + v2/n2)^2 / ((v1/n1)^2/(n1 - 1) +
   * (v2/n2)^2/(n2 - 1)) degrees of freedom. Where few customers have most of the points, a small
   * group mostly has none of these, so its mean is low and it seems to be hardly spread: Welch's
   * alone then finds something among nothing far too often, up to nine times in ten. Student's
   * ("The probable error of a mean", Biometrika 6, 1908) takes one spread for both, v = ((n1 - 1)
   * v1 + (n2 - 1) v2) / (n1 + n2 - 2): estimate -+ t * sqrt(v/n1 + v/n2) with n1 + n2 - 2 degrees
   * of freedom, which holds there, and fails where the groups are truly spread differently.
   *
   * @return empty when a group has fewer than {@link #LEAST}
   */
  public static Optional<Difference> ofMeans(Spread one, Spread other) {
    if (one.count() < LEAST || other.count() < LEAST) {
      return Optional.empty();
    }
    double difference = one.mean() - other.mean();
    double reach = Math.max(reachOfWelch(one, other), reachOfStudent(one, other));
    return Optional.of(
        new Difference(difference, new Interval(difference - reach, difference + reach)));
  }

  private static double reachOfWelch(Spread one, Spread other) {
    double ofOne = one.variance() / one.count();
    double ofOther = other.variance() / other.count();
    double both = ofOne + ofOther;
    double freedom =
        both == 0
            ? Double.POSITIVE_INFINITY
            : both
                * both
                / (ofOne * ofOne / (one.count() - 1) + ofOther * ofOther / (other.count() - 1));
    return studentT(freedom) * Math.sqrt(both);
  }

  private static double reachOfStudent(Spread one, Spread other) {
    double freedom = one.count() + other.count() - 2.0;
    double variance =
        ((one.count() - 1) * one.variance() + (other.count() - 1) * other.variance()) / freedom;
    return studentT(freedom) * Math.sqrt(variance / one.count() + variance / other.count());
  }

  /**
   * Student's t that 97.5 % stay below, by the expansion 26.7.5 of Abramowitz and Stegun, "Handbook
   * of Mathematical Functions", 1964: right to three places from 4 degrees of freedom on.
   */
  static double studentT(double freedom) {
    double z2 = Z * Z;
    double first = Z * (z2 + 1) / 4;
    double second = Z * ((5 * z2 + 16) * z2 + 3) / 96;
    double third = Z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
    double fourth = Z * ((((79 * z2 + 776) * z2 + 1_482) * z2 - 1_920) * z2 - 945) / 92_160;
    double r = 1 / freedom;
    return Z + r * (first + r * (second + r * (third + r * fourth)));
  }
}
