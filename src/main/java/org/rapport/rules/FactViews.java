package org.rapport.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.FactView;
import org.rapport.model.Millionths;
import org.rapport.model.Phase;
import org.rapport.model.Value;
import org.rapport.rules.check.Catalogue;
import org.rapport.rules.fact.Activity;
import org.rapport.rules.fact.AllActivity;
import org.rapport.rules.fact.Attribute;
import org.rapport.rules.fact.Customer;
import org.rapport.rules.fact.CustomerBeforePhase;
import org.rapport.rules.fact.Fact;

/** Lays facts out field by field, by the names and in the order of the rule language. */
final class FactViews {

  private final List<FactView.Field> fields = new ArrayList<>();

  private FactViews() {}

  /** The facts behind a score, the phase included. */
  static List<FactView> of(Catalogue catalogue, Scoring.Scored scored) {
    CustomerFacts facts = scored.facts();
    Customer customer = facts.customer(scored.stay().phase(), scored.stay().days());
    return views(catalogue, facts, customer);
  }

  /** The facts where there is no score, and no phase. */
  static List<FactView> of(Catalogue catalogue, CustomerFacts facts) {
    return views(catalogue, facts, null);
  }

  private static List<FactView> views(
      Catalogue catalogue, CustomerFacts facts, @Nullable Customer customer) {
    List<FactView> views = new ArrayList<>();
    for (Fact fact : facts.beforePhase(FactNeeds.all(catalogue), Collections.emptySortedMap())) {
      FactViews view = new FactViews();
      if (fact instanceof CustomerBeforePhase known) {
        view.customer(known, customer);
      } else if (fact instanceof AllActivity all) {
        view.allActivity(all);
      } else if (fact instanceof Activity activity) {
        view.activity(activity);
      } else if (fact instanceof Attribute attribute) {
        view.attribute(attribute);
      }
      views.add(new FactView(fact.word(), view.fields));
    }
    return views;
  }

  private void customer(CustomerBeforePhase known, @Nullable Customer customer) {
    if (customer != null) {
      Phase phase = customer.phase();
      text("phase", phase.name());
      number("daysInPhase", customer.daysInPhase());
    }
    number("tenureDays", known.tenureDays());
    text("account", known.account());
    text("evidence", known.evidence());
  }

  private void activity(Activity activity) {
    text("event", activity.event());
    flag("never", activity.never());
    number("last7Days", activity.last7Days());
    number("last30Days", activity.last30Days());
    number("last90Days", activity.last90Days());
    number("previous30Days", activity.previous30Days());
    number("inAll", activity.inAll());
    number("trend", activity.trend());
    number("activeDaysLast7Days", activity.activeDaysLast7Days());
    number("activeDaysLast30Days", activity.activeDaysLast30Days());
    number("activeDaysLast90Days", activity.activeDaysLast90Days());
    number("activeDaysInAll", activity.activeDaysInAll());
    number("daysSinceLast", activity.daysSinceLast());
    if (activity.valueProperty() != null) {
      number("valueLast7Days", activity.valueLast7Days());
      number("valueLast30Days", activity.valueLast30Days());
      number("valueLast90Days", activity.valueLast90Days());
      number("valueInAll", activity.valueInAll());
      number("latestValue", activity.latestValue());
    }
  }

  private void allActivity(AllActivity all) {
    flag("never", all.never());
    number("daysSinceLast", all.daysSinceLast());
    number("activeDaysLast7Days", all.activeDaysLast7Days());
    number("activeDaysLast30Days", all.activeDaysLast30Days());
    number("activeDaysLast90Days", all.activeDaysLast90Days());
    number("activeDaysPrevious30Days", all.activeDaysPrevious30Days());
    number("eventTypesLast7Days", all.eventTypesLast7Days());
    number("eventTypesLast30Days", all.eventTypesLast30Days());
    number("eventTypesLast90Days", all.eventTypesLast90Days());
  }

  private void attribute(Attribute attribute) {
    text("name", attribute.name());
    flag("known", attribute.known());
    if (attribute.aNumber()) {
      number("number", attribute.number());
    }
    if (attribute.aText()) {
      text("text", attribute.text());
    }
    if (attribute.aFlag()) {
      flag("flag", attribute.flag());
    }
    if (attribute.known()) {
      number("ageDays", attribute.ageDays());
    }
  }

  private void text(String name, String text) {
    fields.add(new FactView.Field(name, new Value.Text(text)));
  }

  private void flag(String name, boolean flag) {
    fields.add(new FactView.Field(name, new Value.Flag(flag)));
  }

  private void number(String name, long number) {
    fields.add(new FactView.Field(name, new Value.Numeric(number * Millionths.ONE)));
  }

  private void number(String name, BigDecimal number) {
    fields.add(new FactView.Field(name, new Value.Numeric(Millionths.of(number))));
  }
}
