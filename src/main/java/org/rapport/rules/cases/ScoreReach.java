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
  private static final int MAX_TRIES = 90;

  private static final int[] RECENT = {1, 4, 12, 28, 50, 75};
  private static final int[] LAST_WEEK_NOT = {8, 9, 10, 11};
  private static final int[] LAST_MONTH_NOT = {31, 32, 34, 36, 40};

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
          if (wanted.activities.containsKey(event) || now == target || tries >= MAX_TRIES) {
            continue;
          }
          tries++;
          List<GivenEvent> with = new ArrayList<>(more);
          with.add(new GivenEvent(event, day, 1, value(event), new TreeMap<>()));
          long then = measure.applyAsLong(with);
          boolean nearer =
              Math.abs(then - target) < Math.abs(now - target)
                  || (then == now && with.size() < MAX_TRIES / 3 && field.equals("value"));
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
