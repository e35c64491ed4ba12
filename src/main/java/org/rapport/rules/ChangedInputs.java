package org.rapport.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Change;
import org.rapport.analysis.Counterfactual;
import org.rapport.model.AttributeReading;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DayCount;
import org.rapport.model.DayValue;
import org.rapport.model.DecisionInputs;
import org.rapport.rules.check.Catalogue;

/**
 * A decision's inputs as they would be had something been otherwise. Events are thought of on the
 * last days before as-of, at most seven: so no earlier score can have seen them.
 */
final class ChangedInputs {
  private final Catalogue catalogue;
  private final DecisionInputs inputs;
  private final Instant latest;
  private final LocalDate lastDay;

  ChangedInputs(Catalogue catalogue, DecisionInputs inputs) {
    this.catalogue = catalogue;
    this.inputs = inputs;
    this.latest = inputs.asOf().minus(1, ChronoUnit.MICROS);
    this.lastDay = LocalDate.ofInstant(latest, ZoneOffset.UTC);
  }

  /** The last day on which something can have happened before as-of. */
  LocalDate lastDay() {
    return lastDay;
  }

  /** On how many days, the last included, something could have happened: 1 to 7. */
  int days() {
    Instant firstSeenAt = inputs.history().firstSeenAt();
    if (firstSeenAt == null) {
      return 1;
    }
    long known =
        ChronoUnit.DAYS.between(LocalDate.ofInstant(firstSeenAt, ZoneOffset.UTC), lastDay) + 1;
    return (int) Math.max(1, Math.min(Counterfactual.MAX_DAYS, known));
  }

  /** The history with these changes. */
  CustomerHistory history(List<Change> changes) {
    CustomerHistory history = inputs.history();
    SortedMap<String, List<DayCount>> days = new TreeMap<>(history.days());
    List<AttributeReading> attributes = new ArrayList<>(history.attributes());
    for (Change change : changes) {
      if (change instanceof Change.MoreEvents more) {
        days.put(more.event(), with(days.getOrDefault(more.event(), List.of()), more));
      } else if (change instanceof Change.OtherValue other) {
        // Stated by hand: rules take the latest of what was stated and what events said.
        attributes.removeIf(
            reading -> reading.origin().isEmpty() && reading.name().equals(other.attribute()));
        attributes.add(new AttributeReading("", other.attribute(), other.value(), latest));
      }
    }
    Instant firstSeenAt = history.firstSeenAt();
    return new CustomerHistory(
        history.customerId(),
        history.accountId(),
        firstSeenAt == null && !changes.isEmpty() ? latest : firstSeenAt,
        days,
        attributes);
  }

  /** The inputs with these changes. */
  DecisionInputs inputs(List<Change> changes) {
    return new DecisionInputs(
        inputs.asOf(),
        history(changes),
        inputs.sevenDaysBefore(),
        inputs.thirtyDaysBefore(),
        inputs.wasIn(),
        inputs.contacts(),
        inputs.context(),
        inputs.placement(),
        inputs.channel(),
        inputs.limit());
  }

  private List<DayCount> with(List<DayCount> known, Change.MoreEvents more) {
    Catalogue.EventEntry entry = catalogue.events().get(more.event());
    String property = entry == null ? null : entry.valueProperty();
    SortedMap<LocalDate, DayCount> byDay = new TreeMap<>();
    known.forEach(day -> byDay.put(day.day(), day));
    for (int back = 0; back < more.days(); back++) {
      int times = back == 0 ? more.times() - more.days() + 1 : 1;
      LocalDate day = lastDay.minusDays(back);
      byDay.merge(day, dayOf(day, times, property, more.valueMillionths()), DayCount::plus);
    }
    return List.copyOf(byDay.values());
  }

  private DayCount dayOf(
      LocalDate day, int times, @Nullable String property, @Nullable Long value) {
    SortedMap<String, DayValue> values = new TreeMap<>();
    if (property != null && value != null) {
      Instant at =
          day.equals(lastDay) ? latest : day.atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC);
      values.put(property, new DayValue(times, Math.multiplyExact(times, value), value, at));
    }
    return new DayCount(day, times, times, values);
  }
}
