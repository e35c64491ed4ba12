package org.rapport.rules;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.rapport.rules.check.Condition;
import org.rapport.rules.fact.Fact;

/**
 * Which facts a rulebase's rules ask about at all: no others are handed to the engine, whose time
 * goes mostly into taking facts in.
 *
 * @param classes classes of facts that some condition names
 * @param events event types that some Activity condition names
 * @param attributes attributes that some Attribute condition names
 */
record FactNeeds(
    SortedSet<String> classes, SortedSet<String> events, SortedSet<String> attributes) {
  FactNeeds {
    classes = Collections.unmodifiableSortedSet(new TreeSet<>(classes));
    events = Collections.unmodifiableSortedSet(new TreeSet<>(events));
    attributes = Collections.unmodifiableSortedSet(new TreeSet<>(attributes));
  }

  static FactNeeds of(List<RuleShape> shapes) {
    TreeSet<String> classes = new TreeSet<>();
    TreeSet<String> events = new TreeSet<>();
    TreeSet<String> attributes = new TreeSet<>();
    for (RuleShape shape : shapes) {
      for (Condition condition : shape.rule().conditions()) {
        classes.add(FactField.classOf(shape.turn(), condition.fact()).getName());
        if (condition.fact().equals("Activity")) {
          events.add(named(condition, "event"));
        } else if (condition.fact().equals("Attribute")) {
          attributes.add(named(condition, "name"));
        }
      }
    }
    return new FactNeeds(classes, events, attributes);
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
