package org.rapport.rules.fact;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.model.DayCount;
import org.rapport.model.DayValue;
import org.rapport.model.Millionths;

/**
 * What a customer did of one event type of the catalogue, as of an instant; always present, zeros
 * when it never happened. A window of N days holds the N whole UTC days before as-of's own day, and
 * that day up to as-of.
 */
public final class Activity implements Fact {
  private final String event;
  private final @Nullable String valueProperty;
  private final List<DayCount> days;
  private final int[] agesDays;
  private final int daysSinceLast;
  private final Window last7Days = new Window();
  private final Window last30Days = new Window();
  private final Window previous30Days = new Window();
  private final Window last90Days = new Window();
  private final Window inAll = new Window();
  private long latestMillionths;

  /**
   * An activity.
   *
   * @param event the event type
   * @param valueProperty the property that is its numeric value, or null
   * @param days the days it happened, oldest first, none after as-of's day
   * @param asOfDay as-of's own UTC day
   * @param tenureDays whole days since the customer was first seen
   */
  public Activity(
      String event,
      @Nullable String valueProperty,
      List<DayCount> days,
      LocalDate asOfDay,
      int tenureDays) {
    this.event = event;
    this.valueProperty = valueProperty;
    this.days = days;
    this.agesDays = new int[days.size()];
    long asOfEpochDay = asOfDay.toEpochDay();
    for (int i = 0; i < agesDays.length; i++) {
      agesDays[i] = Days.age(days.get(i), asOfEpochDay);
      count(days.get(i), agesDays[i]);
    }
    this.daysSinceLast = agesDays.length == 0 ? tenureDays : agesDays[agesDays.length - 1];
  }

  private void count(DayCount day, int age) {
    DayValue value = valueProperty == null ? null : day.values().get(valueProperty);
    long valueMillionths = 0;
    if (value != null) {
      valueMillionths = value.totalMillionths();
      latestMillionths = value.latestMillionths();
    }
    inAll.add(day.count(), valueMillionths);
    if (age <= 90) {
      last90Days.add(day.count(), valueMillionths);
    }
    if (age <= 30) {
      last30Days.add(day.count(), valueMillionths);
    } else if (age <= 60) {
      previous30Days.add(day.count(), valueMillionths);
    }
    if (age <= 7) {
      last7Days.add(day.count(), valueMillionths);
    }
  }

  @Override
  public String word() {
    return "Activity";
  }

  @Override
  public int beganDaysAgo() {
    return daysSinceLast;
  }

  /** The event type. */
  public String event() {
    return event;
  }

  /** Whether it never happened before as-of. */
  public boolean never() {
    return days.isEmpty();
  }

  /** How often in the last 7 days. */
  public int last7Days() {
    return last7Days.count;
  }

  /** How often in the last 30 days. */
  public int last30Days() {
    return last30Days.count;
  }

  /** How often in the last 90 days. */
  public int last90Days() {
    return last90Days.count;
  }

  /** How often in the 30 days before the last 30. */
  public int previous30Days() {
    return previous30Days.count;
  }

  /** How often ever. */
  public int inAll() {
    return inAll.count;
  }

  /** The last 30 days minus the 30 days before. */
  public int trend() {
    return last30Days.count - previous30Days.count;
  }

  /** On how many different days of the last 7. */
  public int activeDaysLast7Days() {
    return last7Days.activeDays;
  }

  /** On how many different days of the last 30. */
  public int activeDaysLast30Days() {
    return last30Days.activeDays;
  }

  /** On how many different days of the last 90. */
  public int activeDaysLast90Days() {
    return last90Days.activeDays;
  }

  /** On how many different days ever. */
  public int activeDaysInAll() {
    return inAll.activeDays;
  }

  /** Whole days since the latest; the tenure when it never happened. */
  public int daysSinceLast() {
    return daysSinceLast;
  }

  /** The sum of its values in the last 7 days. */
  public BigDecimal valueLast7Days() {
    return Millionths.decimal(last7Days.valueMillionths);
  }

  /** The sum of its values in the last 30 days. */
  public BigDecimal valueLast30Days() {
    return Millionths.decimal(last30Days.valueMillionths);
  }

  /** The sum of its values in the last 90 days. */
  public BigDecimal valueLast90Days() {
    return Millionths.decimal(last90Days.valueMillionths);
  }

  /** The sum of its values ever. */
  public BigDecimal valueInAll() {
    return Millionths.decimal(inAll.valueMillionths);
  }

  /** The value of the latest event that had one; 0 when none had. */
  public BigDecimal latestValue() {
    return Millionths.decimal(latestMillionths);
  }

  /** {@link #valueLast7Days} in millionths: the form in which rules compare. */
  public long valueLast7DaysMillionths() {
    return last7Days.valueMillionths;
  }

  /** {@link #valueLast30Days} in millionths. */
  public long valueLast30DaysMillionths() {
    return last30Days.valueMillionths;
  }

  /** {@link #valueLast90Days} in millionths. */
  public long valueLast90DaysMillionths() {
    return last90Days.valueMillionths;
  }

  /** {@link #valueInAll} in millionths. */
  public long valueInAllMillionths() {
    return inAll.valueMillionths;
  }

  /** {@link #latestValue} in millionths. */
  public long latestValueMillionths() {
    return latestMillionths;
  }

  /** The property that is its numeric value, or null; for verbs, not for rules. */
  public @Nullable String valueProperty() {
    return valueProperty;
  }

  /** The days it happened, oldest first; for verbs, not for rules. */
  public List<DayCount> days() {
    return days;
  }

  /** How many days old each of the {@link #days} is, by its place; for verbs, not for rules. */
  public int ageDays(int index) {
    return agesDays[index];
  }

  /** Sums over one window; one that is beyond what can be counted stays at the end. */
  private static final class Window {
    private int count;
    private int activeDays;
    private long valueMillionths;

    void add(int times, long millionths) {
      count = (int) Math.min((long) count + times, Integer.MAX_VALUE);
      activeDays++;
      valueMillionths = sum(valueMillionths, millionths);
    }

    private static long sum(long one, long other) {
      long sum = one + other;
      boolean overflown = ((one ^ sum) & (other ^ sum)) < 0;
      return overflown ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
  }
}
