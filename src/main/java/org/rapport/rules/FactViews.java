package org.rapport.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.FactView;
import org.rapport.model.Millionths;
import org.rapport.model.Value;
import org.rapport.rules.fact.Activity;
import org.rapport.rules.fact.AllActivity;
import org.rapport.rules.fact.Attribute;
import org.rapport.rules.fact.Contact;
import org.rapport.rules.fact.Customer;
import org.rapport.rules.fact.CustomerBeforePhase;
import org.rapport.rules.fact.Fact;
import org.rapport.rules.fact.RawPoints;
import org.rapport.rules.fact.Score;
import org.rapport.rules.fact.ScoreBeforeBand;
import org.rapport.rules.fact.Segment;
import org.rapport.rules.fact.WasIn;

/**
 * Shows facts of one kind by the names and in the order of the rule language. A field without a
 * value (the number of a text attribute) is left out of a view.
 */
final class FactViews<F extends Fact> {
  private static final Map<Class<? extends Fact>, FactViews<?>> ALL =
      Map.ofEntries(
          entry(
              new FactViews<>(Customer.class)
                  .text("phase", customer -> customer.phase().name())
                  .whole("daysInPhase", Customer::daysInPhase)
                  .whole("tenureDays", Customer::tenureDays)
                  .text("account", Customer::account)
                  .text("evidence", Customer::evidence)),
          entry(
              new FactViews<>(CustomerBeforePhase.class)
                  .whole("tenureDays", CustomerBeforePhase::tenureDays)
                  .text("account", CustomerBeforePhase::account)
                  .text("evidence", CustomerBeforePhase::evidence)),
          entry(
              new FactViews<>(Activity.class)
                  .text("event", Activity::event)
                  .flag("never", Activity::never)
                  .whole("last7Days", Activity::last7Days)
                  .whole("last30Days", Activity::last30Days)
                  .whole("last90Days", Activity::last90Days)
                  .whole("previous30Days", Activity::previous30Days)
                  .whole("inAll", Activity::inAll)
                  .whole("trend", Activity::trend)
                  .whole("activeDaysLast7Days", Activity::activeDaysLast7Days)
                  .whole("activeDaysLast30Days", Activity::activeDaysLast30Days)
                  .whole("activeDaysLast90Days", Activity::activeDaysLast90Days)
                  .whole("activeDaysInAll", Activity::activeDaysInAll)
                  .whole("daysSinceLast", Activity::daysSinceLast)
                  .decimal("valueLast7Days", Activity::valueLast7DaysMillionths)
                  .decimal("valueLast30Days", Activity::valueLast30DaysMillionths)
                  .decimal("valueLast90Days", Activity::valueLast90DaysMillionths)
                  .decimal("valueInAll", Activity::valueInAllMillionths)
                  .decimal("latestValue", Activity::latestValueMillionths)),
          entry(
              new FactViews<>(AllActivity.class)
                  .flag("never", AllActivity::never)
                  .whole("daysSinceLast", AllActivity::daysSinceLast)
                  .whole("activeDaysLast7Days", AllActivity::activeDaysLast7Days)
                  .whole("activeDaysLast30Days", AllActivity::activeDaysLast30Days)
                  .whole("activeDaysLast90Days", AllActivity::activeDaysLast90Days)
                  .whole("activeDaysPrevious30Days", AllActivity::activeDaysPrevious30Days)
                  .whole("eventTypesLast7Days", AllActivity::eventTypesLast7Days)
                  .whole("eventTypesLast30Days", AllActivity::eventTypesLast30Days)
                  .whole("eventTypesLast90Days", AllActivity::eventTypesLast90Days)),
          entry(
              new FactViews<>(Attribute.class)
                  .text("name", Attribute::name)
                  .flag("known", Attribute::known)
                  .field("number", it -> it.aNumber() ? number(it.numberMillionths()) : null)
                  .field("text", it -> it.aText() ? new Value.Text(it.text()) : null)
                  .field("flag", it -> it.aFlag() ? new Value.Flag(it.flag()) : null)
                  .field(
                      "ageDays", it -> it.known() ? number(it.ageDays() * Millionths.ONE) : null)),
          entry(new FactViews<>(RawPoints.class).decimal("value", RawPoints::valueMillionths)),
          entry(
              new FactViews<>(ScoreBeforeBand.class)
                  .whole("value", ScoreBeforeBand::value)
                  .decimal("raw", ScoreBeforeBand::rawMillionths)
                  .whole("change7Days", ScoreBeforeBand::change7Days)
                  .whole("change30Days", ScoreBeforeBand::change30Days)),
          entry(
              new FactViews<>(Score.class)
                  .whole("value", Score::value)
                  .decimal("raw", Score::rawMillionths)
                  .text("band", Score::band)
                  .whole("change7Days", Score::change7Days)
                  .whole("change30Days", Score::change30Days)),
          entry(
              new FactViews<>(Segment.class)
                  .text("segment", Segment::segment)
                  .text("level", Segment::level)),
          entry(
              new FactViews<>(WasIn.class)
                  .text("segment", WasIn::segment)
                  .text("level", WasIn::level)),
          entry(
              new FactViews<>(Contact.class)
                  .text("action", Contact::action)
                  .text("outcome", Contact::outcome)
                  .text("channel", Contact::channel)
                  .whole("daysAgo", Contact::daysAgo)));

  private final Class<F> kind;
  private final Map<String, Function<F, @Nullable Value>> fields = new LinkedHashMap<>();

  private FactViews(Class<F> kind) {
    this.kind = kind;
  }

  private static <F extends Fact> Map.Entry<Class<? extends Fact>, FactViews<?>> entry(
      FactViews<F> views) {
    return Map.entry(views.kind, views);
  }

  /** All fields of any fact. */
  static FactView of(Fact fact) {
    return views(fact).view(fact);
  }

  /** The value of a field of any fact, or null when it has none. */
  static @Nullable Value value(Fact fact, String field) {
    return views(fact).one(fact, field);
  }

  private static FactViews<?> views(Fact fact) {
    FactViews<?> views = ALL.get(fact.getClass());
    if (views == null) {
      throw new IllegalArgumentException("There is no view of a fact " + fact.word() + ".");
    }
    return views;
  }

  private FactView view(Fact fact) {
    F own = kind.cast(fact);
    List<FactView.Field> seen = new ArrayList<>(fields.size());
    fields.forEach(
        (name, field) -> {
          Value value = field.apply(own);
          if (value != null) {
            seen.add(new FactView.Field(name, value));
          }
        });
    return new FactView(own.word(), seen);
  }

  private @Nullable Value one(Fact fact, String name) {
    Function<F, @Nullable Value> field = fields.get(name);
    return field == null ? null : field.apply(kind.cast(fact));
  }

  private static Value number(long millionths) {
    return new Value.Numeric(millionths);
  }

  private FactViews<F> text(String name, Function<F, String> field) {
    return field(name, fact -> new Value.Text(field.apply(fact)));
  }

  private FactViews<F> flag(String name, Predicate<F> field) {
    return field(name, fact -> new Value.Flag(field.test(fact)));
  }

  private FactViews<F> whole(String name, ToIntFunction<F> field) {
    return field(name, fact -> number(field.applyAsInt(fact) * Millionths.ONE));
  }

  private FactViews<F> decimal(String name, ToLongFunction<F> field) {
    return field(name, fact -> number(field.applyAsLong(fact)));
  }

  private FactViews<F> field(String name, Function<F, @Nullable Value> field) {
    fields.put(name, field);
    return this;
  }
}
