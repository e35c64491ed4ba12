package org.rapport.rules.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;
import org.rapport.rules.cases.GivenCustomer.GivenEvent;

/**
 * Events of one type that give the fields of an {@code Activity} the values that are wanted, as far
 * as one history can: windows lie within each other.
 */
final class ActivityPlan {
  /** More events than a case may have are not worth a proposal. */
  private static final long MAX_COUNT = 1_000;

  private final String event;
  private final boolean valued;
  private final Map<String, Long> wanted;
  private final int oldest;
  private final List<GivenEvent> events = new ArrayList<>();

  private ActivityPlan(String event, boolean valued, Map<String, Long> wanted, int oldest) {
    this.event = event;
    this.valued = valued;
    this.wanted = wanted;
    this.oldest = oldest;
  }

  /**
   * The events.
   *
   * @param valued whether the event has a numeric value
   * @param wanted by field, in millionths; flags are 0 or 1
   * @param oldest nothing happened more days ago
   */
  static List<GivenEvent> events(
      String event, boolean valued, Map<String, Long> wanted, int oldest) {
    return new ActivityPlan(event, valued, wanted, oldest).plan();
  }

  private List<GivenEvent> plan() {
    long latest = latestBeforePrevious();
    long previous = count("previous30Days", Math.max(0, -count("trend", 0)));
    long week = count("last7Days", Math.max(activeDays("Last7Days"), hasValue("valueLast7Days")));
    long month =
        count(
            "last30Days",
            max(
                week,
                activeDays("Last30Days"),
                hasValue("valueLast30Days"),
                wanted.containsKey("trend") ? previous + count("trend", 0) : 0));
    long quarter =
        count(
            "last90Days",
            max(month + latest + previous, activeDays("Last90Days"), hasValue("valueLast90Days")));
    long all =
        count(
            "inAll",
            max(
                quarter,
                activeDays("InAll"),
                hasValue("valueInAll"),
                count("never", 1) == 0 ? 1 : 0));
    if (all == 0
        && !wanted.containsKey("inAll")
        && (wanted.containsKey("daysSinceLast") || wanted.containsKey("latestValue"))) {
      all = 1;
    }
    if (max(week, month, quarter, all) > MAX_COUNT || week > month || quarter > all) {
      return List.of();
    }
    if (latest > 0) {
      add((int) count("daysSinceLast", 0), 1);
    }
    place(week, 1, 7, activeDays("Last7Days"));
    place(month - week, 8, 30, activeDays("Last30Days") - activeDays("Last7Days"));
    place(previous, 31, 60, 1);
    place(quarter - month - latest - previous, 61, 90, activeDays("Last90Days") - month);
    place(all - quarter, 91, 400, activeDays("InAll") - quarter);
    return withValues();
  }

  /**
   * 1 where the latest event is wanted within the last 30 days, others in the 30 before these, and
   * nothing else is asked of the last 30; else 0.
   */
  private long latestBeforePrevious() {
    boolean before = count("previous30Days", 0) > 0;
    return before
            && wanted.containsKey("daysSinceLast")
            && count("daysSinceLast", 0) <= 30
            && isFree(31)
        ? 1
        : 0;
  }

  /**
   * So many events in a stretch of days, on so many of them, the first as long ago as the latest
   * event is wanted. A window that nobody asks about may be entered.
   */
  private void place(long count, int from, int to, long days) {
    if (count <= 0) {
      return;
    }
    Long latest = wanted.get("daysSinceLast");
    int first = Math.min(from, oldest);
    if (latest != null && events.isEmpty()) {
      int at = (int) Math.max(0, latest / Millionths.ONE);
      first = at >= from || isFree(from) ? at : from;
    } else if (!isFree(from)) {
      first = from;
    }
    if (days > 1) { // So many days must fit in before the stretch ends.
      first = (int) Math.max(1, Math.min(first, to - Math.min(days, count) + 1));
    }
    first = Math.min(first, oldest);
    int last = Math.max(first, Math.min(to, Math.max(first, oldest)));
    long spread = Math.max(1, Math.min(Math.min(days, count), (long) last - first + 1));
    for (int i = 0; i < spread; i++) {
      add(first + i, (int) (i == 0 ? count - (spread - 1) : 1));
    }
  }

  /** Whether nothing is wanted of the windows that end before so many days ago. */
  private boolean isFree(int from) {
    return wanted.keySet().stream()
        .noneMatch(
            field ->
                (from > 7 && (field.endsWith("Last7Days") || field.equals("last7Days")))
                    || (from > 30 && (field.endsWith("ast30Days") || field.equals("trend")))
                    || (from > 60 && field.equals("previous30Days"))
                    || (from > 90 && field.endsWith("ast90Days")));
  }

  private void add(int daysAgo, int times) {
    events.add(new GivenEvent(event, daysAgo, times, null, new TreeMap<>()));
  }

  /** The sums and the latest value that are wanted, each on the newest event that it counts. */
  private List<GivenEvent> withValues() {
    if (!valued) {
      return events;
    }
    List<GivenEvent> all = new ArrayList<>();
    Long latest = wanted.get("latestValue");
    long given = 0;
    for (GivenEvent one : events) {
      Long sum = sum(one.daysAgo());
      Long value = all.isEmpty() && latest != null ? latest : sum == null ? null : sum - given;
      if (value == null || (value == 0 && !all.isEmpty())) {
        all.add(one);
        continue;
      }
      given += value;
      all.add(new GivenEvent(event, one.daysAgo(), 1, value, one.properties()));
      if (one.times() > 1) {
        all.add(new GivenEvent(event, one.daysAgo(), one.times() - 1, null, one.properties()));
      }
    }
    return all;
  }

  /** The sum wanted of the narrowest window that holds a day. */
  private @Nullable Long sum(int daysAgo) {
    for (int days : new int[] {7, 30, 90}) {
      Long sum = wanted.get("valueLast" + days + "Days");
      if (sum != null && daysAgo <= days) {
        return sum;
      }
    }
    return wanted.get("valueInAll");
  }

  private long hasValue(String field) {
    return wanted.containsKey(field) ? 1 : 0;
  }

  private long activeDays(String window) {
    return count("activeDays" + window, 0);
  }

  private long count(String field, long otherwise) {
    Long value = wanted.get(field);
    return value == null ? otherwise : value / Millionths.ONE;
  }

  private static long max(long... numbers) {
    long max = 0;
    for (long number : numbers) {
      max = Math.max(max, number);
    }
    return max;
  }
}
