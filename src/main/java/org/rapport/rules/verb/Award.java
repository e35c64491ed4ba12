package org.rapport.rules.verb;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.PointsBreakdown;
import org.rapport.model.DayCount;
import org.rapport.model.DayValue;
import org.rapport.model.Millionths;
import org.rapport.rules.fact.Activity;
import org.rapport.rules.fact.Fact;

/**
 * What one match adds to the raw points, said by qualifiers in any order. Numbers of points are in
 * millionths.
 *
 * <p>For each day, oldest first, the day's count (or value sum in millionths) times its fade is
 * added up as doubles; that sum, taken exactly, is multiplied by the points for each, rounded
 * HALF_UP once to millionths, then capped. Without a half-life the product is exact.
 */
public final class Award {
  /** How many decimal places a millionth has. */
  static final int PLACES = 6;

  private final Match match;
  private final Fact fact;
  private final int sign;
  private final Fades fades;
  private @Nullable Integer inLastDays;
  private @Nullable Integer halfLifeDays;
  private @Nullable Long cap;
  private long each;
  private boolean unit;
  private boolean once;

  Award(Match match, Fact fact, int sign, Fades fades) {
    this.match = match;
    this.fact = fact;
    this.sign = sign;
    this.fades = fades;
  }

  /** Only occurrences of the window of so many days. */
  public Award inLastDays(int days) {
    inLastDays = days;
    return this;
  }

  /** Points an occurrence, in millionths. */
  public Award each(long millionths) {
    each = millionths;
    return this;
  }

  /** Points per unit of the event's numeric value, in millionths. */
  public Award eachUnit(long millionths) {
    each = millionths;
    unit = true;
    return this;
  }

  /** An occurrence so many days old counts half. */
  public Award halvingEveryDays(int days) {
    halfLifeDays = days;
    return this;
  }

  /** The most this match may add or subtract, in millionths. */
  public Award upTo(long millionths) {
    cap = millionths;
    return this;
  }

  /** So many points once, in millionths. */
  public Award once(long millionths) {
    each = millionths;
    once = true;
    return this;
  }

  /** The match that it belongs to. */
  public Match match() {
    return match;
  }

  /** The fact it is for. */
  public Fact fact() {
    return fact;
  }

  /** Whether it is for each occurrence, not once. */
  public boolean forEach() {
    return !once;
  }

  /** The window in days, or null for all time. */
  public @Nullable Integer windowDays() {
    return inLastDays;
  }

  /**
   * What it comes to.
   *
   * @param points in millionths; negative when subtracted
   */
  public record Worth(long points, PointsBreakdown breakdown) {}

  /** What it comes to, now that every qualifier was said. */
  public Worth worth() {
    long counted = once ? Millionths.ONE : 0;
    long amount = each;
    if (!once) {
      Tally tally = tally();
      counted = tally.countMillionths;
      amount = amount(tally);
    }
    long capped = cap == null ? amount : Math.min(amount, cap);
    return new Worth(
        sign * capped,
        new PointsBreakdown(each, unit, counted, inLastDays, halfLifeDays, sign * amount, cap));
  }

  private long amount(Tally tally) {
    BigDecimal units =
        halfLifeDays == null ? BigDecimal.valueOf(tally.exact) : new BigDecimal(tally.faded);
    // Values are summed in millionths of a unit: six places too many.
    return units
        .multiply(BigDecimal.valueOf(each, unit ? PLACES : 0))
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private Tally tally() {
    if (!(fact instanceof Activity activity)) {
      throw new IllegalStateException(
          "Points for each occurrence were asked for a fact without any: " + fact.word());
    }
    Tally tally = new Tally();
    double[] table = halfLifeDays == null ? new double[0] : fades.table(halfLifeDays);
    for (int i = 0; i < activity.days().size(); i++) {
      DayCount day = activity.days().get(i);
      int age = activity.ageDays(i);
      if (inLastDays == null || age <= inLastDays) {
        long units = unit ? value(day, activity.valueProperty()) : day.count();
        tally.exact = Math.addExact(tally.exact, units);
        if (halfLifeDays != null) {
          tally.faded += (double) units * Fades.factor(table, age, halfLifeDays);
        }
      }
    }
    tally.countMillionths = unit ? tally.exact : Math.multiplyExact(tally.exact, Millionths.ONE);
    return tally;
  }

  private static long value(DayCount day, @Nullable String property) {
    DayValue value = property == null ? null : day.values().get(property);
    return value == null ? 0 : value.totalMillionths();
  }

  /** Sums over the days of the window. */
  private static final class Tally {
    private long exact;
    private double faded;
    private long countMillionths;
  }
}
