package org.rapport.rules;

import java.util.ArrayList;
import java.util.List;
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

/** Shows facts by the names and in the order of the rule language. */
final class FactViews {
  private final String fact;
  private final List<FactView.Field> fields = new ArrayList<>();

  private FactViews(String fact) {
    this.fact = fact;
  }

  /** Any fact. */
  static FactView of(Fact fact) {
    if (fact instanceof Customer customer) {
      return of(customer);
    }
    if (fact instanceof Activity activity) {
      return of(activity);
    }
    if (fact instanceof AllActivity all) {
      return of(all);
    }
    return fact instanceof Attribute attribute ? of(attribute) : ofSmall(fact);
  }

  private static FactView ofSmall(Fact fact) {
    FactViews views = new FactViews(fact.word());
    if (fact instanceof CustomerBeforePhase before) {
      views
          .whole("tenureDays", before.tenureDays())
          .text("account", before.account())
          .text("evidence", before.evidence());
    } else if (fact instanceof RawPoints points) {
      views.number("value", points.valueMillionths());
    } else if (fact instanceof ScoreBeforeBand score) {
      views
          .whole("value", score.value())
          .number("raw", score.rawMillionths())
          .whole("change7Days", score.change7Days())
          .whole("change30Days", score.change30Days());
    } else if (fact instanceof Score score) {
      views
          .whole("value", score.value())
          .number("raw", score.rawMillionths())
          .text("band", score.band())
          .whole("change7Days", score.change7Days())
          .whole("change30Days", score.change30Days());
    } else if (fact instanceof Segment segment) {
      views.text("segment", segment.segment()).text("level", segment.level());
    } else if (fact instanceof WasIn was) {
      views.text("segment", was.segment()).text("level", was.level());
    } else if (fact instanceof Contact contact) {
      views
          .text("action", contact.action())
          .text("outcome", contact.outcome())
          .text("channel", contact.channel())
          .whole("daysAgo", contact.daysAgo());
    }
    return views.view();
  }

  static FactView of(Customer customer) {
    return new FactViews("Customer")
        .text("phase", customer.phase().name())
        .whole("daysInPhase", customer.daysInPhase())
        .whole("tenureDays", customer.tenureDays())
        .text("account", customer.account())
        .text("evidence", customer.evidence())
        .view();
  }

  static FactView of(Activity activity) {
    return new FactViews("Activity")
        .text("event", activity.event())
        .flag("never", activity.never())
        .whole("last7Days", activity.last7Days())
        .whole("last30Days", activity.last30Days())
        .whole("last90Days", activity.last90Days())
        .whole("previous30Days", activity.previous30Days())
        .whole("inAll", activity.inAll())
        .whole("trend", activity.trend())
        .whole("activeDaysLast7Days", activity.activeDaysLast7Days())
        .whole("activeDaysLast30Days", activity.activeDaysLast30Days())
        .whole("activeDaysLast90Days", activity.activeDaysLast90Days())
        .whole("activeDaysInAll", activity.activeDaysInAll())
        .whole("daysSinceLast", activity.daysSinceLast())
        .number("valueLast7Days", activity.valueLast7DaysMillionths())
        .number("valueLast30Days", activity.valueLast30DaysMillionths())
        .number("valueLast90Days", activity.valueLast90DaysMillionths())
        .number("valueInAll", activity.valueInAllMillionths())
        .number("latestValue", activity.latestValueMillionths())
        .view();
  }

  static FactView of(AllActivity all) {
    return new FactViews("AllActivity")
        .flag("never", all.never())
        .whole("daysSinceLast", all.daysSinceLast())
        .whole("activeDaysLast7Days", all.activeDaysLast7Days())
        .whole("activeDaysLast30Days", all.activeDaysLast30Days())
        .whole("activeDaysLast90Days", all.activeDaysLast90Days())
        .whole("activeDaysPrevious30Days", all.activeDaysPrevious30Days())
        .whole("eventTypesLast7Days", all.eventTypesLast7Days())
        .whole("eventTypesLast30Days", all.eventTypesLast30Days())
        .whole("eventTypesLast90Days", all.eventTypesLast90Days())
        .view();
  }

  static FactView of(Attribute attribute) {
    FactViews views =
        new FactViews("Attribute").text("name", attribute.name()).flag("known", attribute.known());
    if (attribute.aNumber()) {
      views.number("number", attribute.numberMillionths());
    }
    if (attribute.aText()) {
      views.text("text", attribute.text());
    }
    if (attribute.aFlag()) {
      views.flag("flag", attribute.flag());
    }
    return attribute.known() ? views.whole("ageDays", attribute.ageDays()).view() : views.view();
  }

  private FactViews text(String name, String text) {
    return add(name, new Value.Text(text));
  }

  private FactViews flag(String name, boolean flag) {
    return add(name, new Value.Flag(flag));
  }

  private FactViews whole(String name, int number) {
    return number(name, number * Millionths.ONE);
  }

  private FactViews number(String name, long millionths) {
    return add(name, new Value.Numeric(millionths));
  }

  private FactViews add(String name, Value value) {
    fields.add(new FactView.Field(name, value));
    return this;
  }

  private FactView view() {
    return new FactView(fact, fields);
  }
}
