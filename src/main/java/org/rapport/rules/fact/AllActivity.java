package org.rapport.rules.fact;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.rapport.model.DayCount;

/**
 * Everything a customer did but the sign-up, of event types in and outside the catalogue; events
 * that were no visits do not count.
 */
public final class AllActivity implements Fact {
  private static final int LONGEST_WINDOW_DAYS = 90;

  /** One bit for each age in days that was active: here 0 to 63, below 64 to 90. */
  private long youngAges;

  private long oldAges;
  private int daysSinceLast;
  private boolean never = true;
  private int eventTypesLast7Days;
  private int eventTypesLast30Days;
  private int eventTypesLast90Days;

  /**
   * All activity.
   *
   * @param days by event type: the days something happened, oldest first, none after as-of's day
   * @param signUp the event type that is no activity
   * @param asOfDay as-of's own UTC day
   * @param tenureDays whole days since the customer was first seen
   */
  public AllActivity(
      Map<String, List<DayCount>> days, String signUp, LocalDate asOfDay, int tenureDays) {
    daysSinceLast = tenureDays;
    long asOfEpochDay = asOfDay.toEpochDay();
    for (Map.Entry<String, List<DayCount>> entry : days.entrySet()) {
      if (!entry.getKey().equals(signUp)) {
        count(entry.getValue(), asOfEpochDay);
      }
    }
  }

  private void count(List<DayCount> days, long asOfEpochDay) {
    for (int i = days.size() - 1; i >= 0; i--) {
      DayCount day = days.get(i);
      if (day.visits() > 0) {
        int youngest = Days.age(day, asOfEpochDay);
        daysSinceLast = never ? youngest : Math.min(daysSinceLast, youngest);
        never = false;
        eventTypesLast7Days += youngest <= 7 ? 1 : 0;
        eventTypesLast30Days += youngest <= 30 ? 1 : 0;
        eventTypesLast90Days += youngest <= LONGEST_WINDOW_DAYS ? 1 : 0;
        break;
      }
    }
    for (int i = days.size() - 1; i >= 0; i--) {
      DayCount day = days.get(i);
      int age = Days.age(day, asOfEpochDay);
      if (age > LONGEST_WINDOW_DAYS) {
        return;
      }
      if (day.visits() > 0) {
        if (age < Long.SIZE) {
          youngAges |= 1L << age;
        } else {
          oldAges |= 1L << (age - Long.SIZE);
        }
      }
    }
  }

  /** Active days of the ages 0 to this one, less than 63. */
  private int activeDays(int toAge) {
    return Long.bitCount(youngAges & ((1L << (toAge + 1)) - 1));
  }

  @Override
  public String word() {
    return "AllActivity";
  }

  @Override
  public int beganDaysAgo() {
    return daysSinceLast;
  }

  /** Whether nothing but the sign-up ever happened. */
  public boolean never() {
    return never;
  }

  /** Whole days since anything but the sign-up; the tenure when nothing ever happened. */
  public int daysSinceLast() {
    return daysSinceLast;
  }

  /** On how many different days of the last 7. */
  public int activeDaysLast7Days() {
    return activeDays(7);
  }

  /** On how many different days of the last 30. */
  public int activeDaysLast30Days() {
    return activeDays(30);
  }

  /** On how many different days of the last 90. */
  public int activeDaysLast90Days() {
    return Long.bitCount(youngAges) + Long.bitCount(oldAges);
  }

  /** On how many different days of the 30 before the last 30. */
  public int activeDaysPrevious30Days() {
    return activeDays(60) - activeDays(30);
  }

  /** How many different event types in the last 7 days. */
  public int eventTypesLast7Days() {
    return eventTypesLast7Days;
  }

  /** How many different event types in the last 30 days. */
  public int eventTypesLast30Days() {
    return eventTypesLast30Days;
  }

  /** How many different event types in the last 90 days. */
  public int eventTypesLast90Days() {
    return eventTypesLast90Days;
  }
}
