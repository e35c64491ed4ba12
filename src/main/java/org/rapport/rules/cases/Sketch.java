package org.rapport.rules.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rapport.model.Millionths;
import org.rapport.rules.cases.GivenCustomer.GivenEvent;
import org.rapport.rules.check.Catalogue;

/** A customer drawn from what is wanted. */
final class Sketch {
  /** Old enough for every window. */
  private static final int USUAL_TENURE_DAYS = 120;

  /** The farthest back that a case's event may be. */
  private static final int MOST_DAYS = 3_650;

  private final Wanted wanted;
  private final Catalogue catalogue;

  private Sketch(Wanted wanted, Catalogue catalogue) {
    this.wanted = wanted;
    this.catalogue = catalogue;
  }

  /**
   * The customer.
   *
   * @param more events added to those that are wanted
   */
  static GivenCustomer of(Wanted wanted, Catalogue catalogue, List<GivenEvent> more) {
    return new Sketch(wanted, catalogue).customer(more);
  }

  private GivenCustomer customer(List<GivenEvent> more) {
    Long tenure = wanted.customer.get("tenureDays");
    List<GivenEvent> events = new ArrayList<>();
    Map<String, SortedMap<String, Long>> activities = new TreeMap<>(wanted.activities);
    activities.forEach(
        (event, fields) ->
            events.addAll(
                ActivityPlan.events(
                    event,
                    hasValue(event),
                    fields,
                    tenure == null
                        ? Integer.MAX_VALUE
                        : (int) Math.max(0, tenure / Millionths.ONE))));
    events.addAll(forAllActivity());
    events.addAll(more);
    if ("ok".equals(wanted.evidence)) {
      events.addAll(fillers(1, 1, 1, Math.max(1, catalogue.thinBelowEvents())));
    }
    int oldest = events.stream().mapToInt(GivenEvent::daysAgo).max().orElse(0);
    int seen =
        tenure == null
            ? Math.max(oldest, USUAL_TENURE_DAYS)
            : (int) Math.max(0, tenure / Millionths.ONE);
    if (!activities.containsKey(catalogue.signUp())) {
      events.add(new GivenEvent(catalogue.signUp(), seen, 1, null, new TreeMap<>()));
    }
    return new GivenCustomer(
        seen,
        wanted.account,
        wanted.givenAttributes(),
        events,
        wanted.wasIn,
        wanted.contacts,
        wanted.givenContext());
  }

  private boolean hasValue(String event) {
    Catalogue.EventEntry entry = catalogue.events().get(event);
    return entry != null && entry.valueProperty() != null;
  }

  /** What any event at all gives: days on which something happened, different event types. */
  private List<GivenEvent> forAllActivity() {
    List<GivenEvent> events = new ArrayList<>();
    wanted.allActivity.forEach(
        (field, value) -> {
          int count = (int) Math.min(Math.max(0, value / Millionths.ONE), MOST_DAYS);
          if (field.startsWith("activeDaysLast")) {
            events.addAll(fillers(1, count, 1, 1));
          } else if (field.equals("activeDaysPrevious30Days")) {
            events.addAll(fillers(31, count, 1, 1));
          } else if (field.startsWith("eventTypesLast")) {
            events.addAll(fillers(1, 1, count, 1));
          } else if (field.equals("daysSinceLast")) {
            Long tenure = wanted.customer.get("tenureDays");
            int seen = tenure == null ? MOST_DAYS : (int) Math.max(0, tenure / Millionths.ONE);
            events.addAll(fillers(Math.min(count, seen), 1, 1, 1));
          } else if (field.equals("never") && value == 0) {
            events.addAll(fillers(1, 1, 1, 1));
          }
        });
    return events;
  }

  /** Events that no wanted activity is about, so many types on so many days, each so often. */
  private List<GivenEvent> fillers(int firstDaysAgo, int days, int types, int times) {
    List<String> free =
        catalogue.events().keySet().stream()
            .filter(event -> !event.equals(catalogue.signUp()))
            .filter(event -> !wanted.activities.containsKey(event))
            .toList();
    List<GivenEvent> events = new ArrayList<>();
    for (int type = 0; type < Math.min(types, free.size()); type++) {
      for (int day = 0; day < days; day++) {
        events.add(
            new GivenEvent(free.get(type), firstDaysAgo + day, times, null, new TreeMap<>()));
      }
    }
    return events;
  }
}
