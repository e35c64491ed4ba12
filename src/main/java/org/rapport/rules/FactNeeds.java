package org.rapport.rules;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.rapport.model.Value;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.fact.Activity;
import org.rapport.rules.fact.Attribute;
import org.rapport.rules.fact.Fact;

/**
 * Which facts a rulebase's rules ask about at all: no others are handed to the engine, whose time
 * goes mostly into taking facts in.
 *
 * @param classes classes of facts that some condition names
 * @param events event types that some Activity condition names
 * @param attributes attributes that some Attribute condition names
 * @param onceHappened those of the events whose facts no condition fits as long as none happened
 * @param onceKnown those of the attributes whose facts no condition fits as long as there is no
 *     value
 */
record FactNeeds(
    SortedSet<String> classes,
    SortedSet<String> events,
    SortedSet<String> attributes,
    Set<String> onceHappened,
    Set<String> onceKnown) {
  /** The only field of an activity that, where nothing happened, depends on the customer. */
  private static final String DEPENDS_ON_CUSTOMER = "daysSinceLast";

  FactNeeds {
    classes = Collections.unmodifiableSortedSet(new TreeSet<>(classes));
    events = Collections.unmodifiableSortedSet(new TreeSet<>(events));
    attributes = Collections.unmodifiableSortedSet(new TreeSet<>(attributes));
    onceHappened = Set.copyOf(onceHappened);
    onceKnown = Set.copyOf(onceKnown);
  }

  static FactNeeds of(List<RuleShape> shapes) {
    TreeSet<String> classes = new TreeSet<>();
    TreeSet<String> events = new TreeSet<>();
    TreeSet<String> attributes = new TreeSet<>();
    Set<String> fitWhenNever = new HashSet<>();
    Set<String> fitWhenUnknown = new HashSet<>();
    for (RuleShape shape : shapes) {
      for (Condition condition : shape.rule().conditions()) {
        classes.add(FactField.classOf(shape.turn(), condition.fact()).getName());
        if (condition.fact().equals("Activity")) {
          String event = named(condition, "event");
          events.add(event);
          if (mayFit(condition, new Activity(event, null, List.of(), LocalDate.EPOCH, 0))) {
            fitWhenNever.add(event);
          }
        } else if (condition.fact().equals("Attribute")) {
          String name = named(condition, "name");
          attributes.add(name);
          if (mayFit(condition, new Attribute(name, null, 0))) {
            fitWhenUnknown.add(name);
          }
        }
      }
    }
    return new FactNeeds(
        classes,
        events,
        attributes,
        without(events, fitWhenNever),
        without(attributes, fitWhenUnknown));
  }

  private static Set<String> without(Set<String> all, Set<String> others) {
    Set<String> rest = new HashSet<>(all);
    rest.removeAll(others);
    return rest;
  }

  /**
   * Whether the condition may fit a fact about nothing: what it compares with a variable, and what
   * depends on the customer, it may always.
   */
  private static boolean mayFit(Condition condition, Fact nothing) {
    for (FieldTest test : condition.tests()) {
      FieldTest.Comparison comparison = test.comparison();
      Value needed = comparison == null ? null : Comparisons.value(comparison.operand());
      if (comparison != null && needed != null && !test.field().equals(DEPENDS_ON_CUSTOMER)) {
        Value seen = FactViews.value(nothing, test.field());
        if (seen == null || !Comparisons.holds(seen, comparison.operator(), needed)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether any rule asks about facts of this class. */
  boolean asksFor(Class<? extends Fact> fact) {
    return classes.contains(fact.getName());
  }

  /** The event type or attribute that a condition is about: it says so first. */
  static String named(Condition condition, String field) {
    return condition
        .textOf(field)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The condition at line %d says of no %s that it means it."
                        .formatted(condition.line(), field)));
  }
}
