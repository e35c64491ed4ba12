package org.rapport.rules.cases;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;
import org.rapport.rules.cases.GivenCustomer.GivenEvent;
import org.rapport.rules.check.Catalogue;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.Stage;

/** Brings a customer's score, or its change, to a number by adding events that give points. */
final class ScoreReach {
  /** Decisions made for one number, at most. */
  private static final int MAX_TRIES = 400;

  /** Events that change nothing by themselves, and may together. */
  private static final int MAX_WITHOUT_EFFECT = 30;

  /** First far apart; then, where points fade, days between for what is still missing. */
  private static final int[] RECENT = {1, 4, 12, 28, 50, 75, 2, 7, 18, 22, 35, 42, 60, 68, 82, 89};

  private static final int[] LAST_WEEK_NOT = {8, 9, 10, 11, 13, 16, 20, 25};
  private static final int[] LAST_MONTH_NOT = {31, 32, 34, 36, 40, 45, 52, 60};

  /** How often an event is tried at once: large steps first, then what is still missing. */
  private static final int[] TIMES = {8, 3, 1};

  /** Decisions made to move what was added, at most, and how far it is moved. */
  private static final int MAX_ADJUSTMENTS = 500;

  private static final int MOVED_DAYS = 90;

  private static final long[] VALUES = {5, 1, 20, 50, 100};
  private static final long[] NO_VALUES = {0};

  private final List<String> giving;
  private final Catalogue catalogue;

  ScoreReach(CheckedRulebase checked) {
    this.catalogue = checked.catalogue();
    Set<String> events = new LinkedHashSet<>();
    for (CheckedRule rule : checked.rules()) {
      if (rule.stage() == Stage.WEIGHTS && rule.verb().calls().get(0).name().equals("award")) {
        rule.conditions().forEach(condition -> condition.textOf("event").ifPresent(events::add));
      }
    }
    this.giving = List.copyOf(events);
  }

  /**
   * Adds events until the number is met, or there is no more to try.
   *
   * @param more gets the events
   * @param field {@code value}, {@code change7Days} or {@code change30Days}
   * @param measure what the field comes to with these events
   */
  void reach(
      Wanted wanted,
      List<GivenEvent> more,
      String field,
      int target,
      ToLongFunction<List<GivenEvent>> measure) {
    int[] days = days(field, target);
    long now = measure.applyAsLong(more);
    int tries = 0;
    boolean moved = true;
    while (moved && now != target && tries < MAX_TRIES) {
      moved = false;
      for (int day : days) {
        for (String event : giving) {
          for (int times : TIMES) {
            if (wanted.activities.containsKey(event) || now == target || tries >= MAX_TRIES) {
              continue;
            }
            tries++;
            List<GivenEvent> with = new ArrayList<>(more);
            with.add(new GivenEvent(event, day, times, value(event), new TreeMap<>()));
            long then = measure.applyAsLong(with);
            boolean nearer =
                Math.abs(then - target) < Math.abs(now - target)
                    || (then == now
                        && times == 1
                        && with.size() < MAX_WITHOUT_EFFECT
                        && field.equals("value"));
            boolean beyond = Long.signum(then - target) * Long.signum(now - target) < 0;
            if (nearer && !beyond) {
              more.add(with.get(with.size() - 1));
              moved |= then != now;
              now = then;
            }
          }
        }
      }
    }
    if (now != target) {
      adjust(more, target, measure, days[0]);
    }
  }

  /** Moves single events, and changes their values, as long as that brings it nearer. */
  private void adjust(
      List<GivenEvent> more, int target, ToLongFunction<List<GivenEvent>> measure, int first) {
    long now = measure.applyAsLong(more);
    int tries = 0;
    for (int i = 0; i < more.size(); i++) {
      GivenEvent one = more.get(i);
      for (long value : one.value() == null ? NO_VALUES : VALUES) {
        for (int day = first; day < first + MOVED_DAYS; day++) {
          if (now == target || tries++ == MAX_ADJUSTMENTS) {
            return;
          }
          List<GivenEvent> with = new ArrayList<>(more);
          with.set(
              i,
              new GivenEvent(
                  one.event(),
                  day,
                  one.times(),
                  one.value() == null ? null : value * Millionths.ONE,
                  one.properties()));
          long then = measure.applyAsLong(with);
          if (Math.abs(then - target) < Math.abs(now - target)) {
            more.set(i, with.get(i));
            now = then;
          }
        }
      }
    }
  }

  private static int[] days(String field, int target) {
    if (field.equals("value") || target > 0) {
      return RECENT;
    }
    return field.equals("change7Days") ? LAST_WEEK_NOT : LAST_MONTH_NOT;
  }

  private @Nullable Long value(String event) {
    Catalogue.EventEntry entry = catalogue.events().get(event);
    return entry != null && entry.valueProperty() != null ? 5 * Millionths.ONE : null;
  }
}
