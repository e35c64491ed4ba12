package org.rapport.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.FactView;
import org.rapport.model.AttributeReading;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DayCount;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Phase;
import org.rapport.model.Value;
import org.rapport.rules.check.Catalogue;
import org.rapport.rules.fact.Activity;
import org.rapport.rules.fact.AllActivity;
import org.rapport.rules.fact.Attribute;
import org.rapport.rules.fact.Customer;
import org.rapport.rules.fact.CustomerBeforePhase;
import org.rapport.rules.fact.Days;
import org.rapport.rules.fact.Fact;

/** Derives the facts about one customer as of an instant from the history; for one thread. */
final class CustomerFacts {
  /** How many days back the catalogue's limit of events looks. */
  private static final int EVIDENCE_DAYS = 90;

  private static final String CONTEXT = "context.";

  private final Catalogue catalogue;
  private final CustomerHistory history;
  private final LocalDate asOfDay;
  private final int tenureDays;
  private @Nullable EvidenceLevel evidence;

  CustomerFacts(Catalogue catalogue, CustomerHistory history, Instant asOf) {
    this.catalogue = catalogue;
    this.history = history;
    this.asOfDay = day(asOf);
    Instant firstSeenAt = history.firstSeenAt();
    this.tenureDays = firstSeenAt == null ? 0 : Days.age(day(firstSeenAt), asOfDay);
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  /** Whole days since first seen; 0 for an unknown customer. */
  int tenureDays() {
    return tenureDays;
  }

  /** As-of's own UTC day. */
  LocalDate asOfDay() {
    return asOfDay;
  }

  /** How much data there is, by the catalogue's limits. */
  EvidenceLevel evidence() {
    if (evidence == null) {
      evidence = evidenceLevel();
    }
    return evidence;
  }

  private EvidenceLevel evidenceLevel() {
    boolean any = false;
    long missing = catalogue.thinBelowEvents();
    for (Map.Entry<String, List<DayCount>> entry : history.days().entrySet()) {
      if (!entry.getKey().equals(catalogue.signUp())) {
        any |= !entry.getValue().isEmpty();
        missing -= recent(entry.getValue(), missing);
      }
    }
    if (!any) {
      return EvidenceLevel.NONE;
    }
    boolean thin = tenureDays < catalogue.thinBelowDays() || missing > 0;
    return thin ? EvidenceLevel.THIN : EvidenceLevel.OK;
  }

  /** How many of the days' events are recent, counted until there are enough. */
  private long recent(List<DayCount> days, long enough) {
    long count = 0;
    long asOfEpochDay = asOfDay.toEpochDay();
    for (int i = days.size() - 1; i >= 0 && count < enough; i--) {
      if (Days.age(days.get(i), asOfEpochDay) > EVIDENCE_DAYS) {
        break;
      }
      count += days.get(i).count();
    }
    return count;
  }

  /** What the rules ask about before the phase is known. */
  List<Fact> beforePhase(FactNeeds needs, SortedMap<String, Value> context) {
    return beforePhase(needs, context, Set.of(), Set.of());
  }

  /**
   * The same without facts about nothing that no condition fits, for the engine: its time goes
   * mostly into taking facts in.
   */
  List<Fact> fitting(FactNeeds needs, SortedMap<String, Value> context) {
    return beforePhase(needs, context, needs.onceHappened(), needs.onceKnown());
  }

  private List<Fact> beforePhase(
      FactNeeds needs,
      SortedMap<String, Value> context,
      Set<String> onceHappened,
      Set<String> onceKnown) {
    List<Fact> facts = new ArrayList<>();
    if (needs.asksFor(CustomerBeforePhase.class)) {
      facts.add(customerBeforePhase());
    }
    for (String event : needs.events()) {
      if (history.days().containsKey(event) || !onceHappened.contains(event)) {
        facts.add(activity(event));
      }
    }
    if (needs.asksFor(AllActivity.class)) {
      facts.add(allActivity());
    }
    for (Attribute attribute : attributes(needs, context)) {
      if (attribute.known() || !onceKnown.contains(attribute.name())) {
        facts.add(attribute);
      }
    }
    return facts;
  }

  /** The customer as long as the phase is not known. */
  CustomerBeforePhase customerBeforePhase() {
    return new CustomerBeforePhase(tenureDays, account(), evidence().word());
  }

  /** The customer in full. */
  Customer customer(Phase phase, int daysInPhase) {
    return new Customer(phase, daysInPhase, tenureDays, account(), evidence().word());
  }

  /** Everything rules may see of the customer before a score, whether any rule asks or not. */
  List<FactView> views(Phase phase, int daysInPhase) {
    List<FactView> views = new ArrayList<>();
    views.add(FactViews.of(customer(phase, daysInPhase)));
    views.add(FactViews.of(allActivity()));
    catalogue.events().keySet().forEach(event -> views.add(FactViews.of(activity(event))));
    Map<String, AttributeReading> latest = latestReadings();
    catalogue
        .attributes()
        .keySet()
        .forEach(name -> views.add(FactViews.of(attribute(name, latest.get(name)))));
    return views;
  }

  /** All activity. */
  AllActivity allActivity() {
    return new AllActivity(history.days(), catalogue.signUp(), asOfDay, tenureDays);
  }

  private String account() {
    String account = history.accountId();
    return account == null ? "" : account;
  }

  /** The activity of one event type. */
  Activity activity(String event) {
    Catalogue.EventEntry entry = catalogue.events().get(event);
    return new Activity(
        event,
        entry == null ? null : entry.valueProperty(),
        history.days().getOrDefault(event, List.of()),
        asOfDay,
        tenureDays);
  }

  private List<Attribute> attributes(FactNeeds needs, SortedMap<String, Value> context) {
    if (needs.attributes().isEmpty()) {
      return List.of();
    }
    List<Attribute> attributes = new ArrayList<>();
    Map<String, AttributeReading> latest = latestReadings();
    for (String name : needs.attributes()) {
      attributes.add(
          name.startsWith(CONTEXT)
              ? new Attribute(name, context.get(name.substring(CONTEXT.length())), 0)
              : attribute(name, latest.get(name)));
    }
    return attributes;
  }

  /** One attribute; the reading is its latest, or null. */
  Attribute attribute(String name, @Nullable AttributeReading reading) {
    boolean known = reading != null && !(reading.value() instanceof Value.Removed);
    return reading == null || !known
        ? new Attribute(name, null, 0)
        : new Attribute(name, reading.value(), Days.age(day(reading.occurredAt()), asOfDay));
  }

  /**
   * By attribute: the latest of what was stated of it and what events set it to. Readings are
   * sorted by origin and name, so of two with one time the same one wins always.
   */
  SortedMap<String, AttributeReading> latestReadings() {
    SortedMap<String, AttributeReading> latest = new TreeMap<>();
    for (AttributeReading reading : history.attributes()) {
      if (reading.origin().isEmpty()) {
        keepLater(latest, reading.name(), reading);
      } else {
        Catalogue.EventEntry entry = catalogue.events().get(reading.origin());
        if (entry != null) {
          entry
              .sets()
              .forEach(
                  (attribute, property) -> {
                    if (property.equals(reading.name())) {
                      keepLater(latest, attribute, named(reading, attribute));
                    }
                  });
        }
      }
    }
    return latest;
  }

  private static AttributeReading named(AttributeReading reading, String attribute) {
    return new AttributeReading(reading.origin(), attribute, reading.value(), reading.occurredAt());
  }

  private static void keepLater(
      Map<String, AttributeReading> latest, String attribute, AttributeReading reading) {
    latest.merge(
        attribute,
        reading,
        (one, other) -> one.occurredAt().isAfter(other.occurredAt()) ? one : other);
  }
}
