package org.rapport.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.model.DayCount;
import org.rapport.model.DayValue;
import org.rapport.model.Timeline.Piece;

/**
 * One event type of one customer, told by hand: its days as plain arrays, oldest first, and the
 * counts that the subscription rules ask for.
 */
final class HandActivity {
  /** Stands for a type that never happened. */
  static final HandActivity NEVER = new HandActivity(0);

  int size;
  int[] ages;
  int[] counts;
  int[] visits;
  long[] values;
  int last7Days;
  int last30Days;
  int previous30Days;
  int last90Days;
  int inAll;
  int activeDaysLast7Days;
  int activeDaysLast30Days;
  long valueLast90Days;

  private HandActivity(int capacity) {
    ages = new int[capacity];
    counts = new int[capacity];
    visits = new int[capacity];
    values = new long[capacity];
  }

  /**
   * The days before as-of's own day, and of the days cut the events before as-of.
   *
   * @param whole whole days, oldest first
   * @param wholeBefore the epoch day before which whole days count
   * @param cut the type's pieces of the days that some instant parts, before as-of, by time
   * @param property the property whose sums are kept, or null
   */
  static HandActivity of(
      List<DayCount> whole,
      long wholeBefore,
      List<Piece> cut,
      @Nullable String property,
      long asOfDay) {
    HandActivity activity = new HandActivity(whole.size() + cut.size());
    int next = 0;
    for (int i = 0; i < whole.size(); i++) {
      DayCount day = whole.get(i);
      long epochDay = day.day().toEpochDay();
      if (epochDay >= wholeBefore) {
        break;
      }
      while (next < cut.size() && epochDay(cut.get(next)) < epochDay) {
        activity.add(cut.get(next++), property, asOfDay);
      }
      DayValue value = property == null ? null : day.values().get(property);
      activity.add(
          (int) (asOfDay - epochDay),
          day.count(),
          day.visits(),
          value == null ? 0 : value.totalMillionths());
    }
    while (next < cut.size()) {
      activity.add(cut.get(next++), property, asOfDay);
    }
    activity.count();
    return activity;
  }

  private static long epochDay(Piece piece) {
    return piece.count().day().toEpochDay();
  }

  private void add(Piece piece, @Nullable String property, long asOfDay) {
    DayCount count = piece.count();
    DayValue value = property == null ? null : count.values().get(property);
    add(
        (int) (asOfDay - epochDay(piece)),
        count.count(),
        count.visits(),
        value == null ? 0 : value.totalMillionths());
  }

  private void add(int age, int count, int visited, long value) {
    if (size > 0 && ages[size - 1] == age) {
      counts[size - 1] += count;
      visits[size - 1] += visited;
      values[size - 1] += value;
      return;
    }
    ages[size] = age;
    counts[size] = count;
    visits[size] = visited;
    values[size] = value;
    size++;
  }

  private void count() {
    for (int i = 0; i < size; i++) {
      int age = ages[i];
      int count = counts[i];
      inAll += count;
      if (age <= 90) {
        last90Days += count;
        valueLast90Days += values[i];
      }
      if (age <= 30) {
        last30Days += count;
        activeDaysLast30Days++;
      } else if (age <= 60) {
        previous30Days += count;
      }
      if (age <= 7) {
        last7Days += count;
        activeDaysLast7Days++;
      }
    }
  }

  boolean never() {
    return size == 0;
  }

  int daysSinceLast(int tenureDays) {
    return size == 0 ? tenureDays : ages[size - 1];
  }
}
