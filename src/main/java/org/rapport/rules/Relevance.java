package org.rapport.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.rapport.analysis.Goal;
import org.rapport.model.Segment;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.check.Stage;

/**
 * Which rules a goal hangs on, directly or by what earlier stages conclude: what no such rule looks
 * at cannot alter the outcome.
 */
final class Relevance {
  private final RulebaseParts parts;
  private final Set<Integer> rules = new LinkedHashSet<>();
  private final Deque<Integer> unread = new ArrayDeque<>();
  private final Set<String> events = new TreeSet<>();
  private final Set<String> attributes = new TreeSet<>();
  private boolean anyEvent;

  private Relevance(RulebaseParts parts) {
    this.parts = parts;
  }

  static Relevance of(RulebaseParts parts, Goal goal) {
    Relevance relevance = new Relevance(parts);
    if (goal instanceof Goal.OtherLevel other) {
      relevance.addSegment(other.segment().word());
    } else if (goal instanceof Goal.ThisLevel level) {
      relevance.addSegment(level.segment().word());
    } else {
      relevance.add(rule -> rule.stage() == Stage.NEXT_BEST_ACTION);
    }
    while (!relevance.unread.isEmpty()) {
      relevance.read(parts.reader(relevance.unread.remove()).shape().rule());
    }
    return relevance;
  }

  /** The numbers of these rules. */
  Set<Integer> rules() {
    return rules;
  }

  /** Whether what happens of this event type can matter. */
  boolean matters(String event) {
    return anyEvent || events.contains(event);
  }

  /** Whether the value of this attribute can matter. */
  boolean mattersAttribute(String attribute) {
    return attributes.contains(attribute);
  }

  private void add(Predicate<CheckedRule> wanted) {
    for (int i = 0; i < parts.readers().size(); i++) {
      if (wanted.test(parts.reader(i).shape().rule()) && rules.add(i)) {
        unread.add(i);
      }
    }
  }

  private void addSegment(String word) {
    add(rule -> rule.stage().segment().map(Segment::word).filter(word::equals).isPresent());
  }

  private void read(CheckedRule rule) {
    for (Condition condition : rule.conditions()) {
      switch (condition.fact()) {
        case "Activity" -> events.add(FactNeeds.named(condition, "event"));
        case "Attribute" -> attributes.add(FactNeeds.named(condition, "name"));
        case "AllActivity" -> anyEvent = true;
        case "Customer" -> condition.tests().forEach(this::readCustomer);
        case "Score", "RawPoints" ->
            add(other -> other.stage() == Stage.WEIGHTS || other.stage() == Stage.NORMALISATION);
        case "Segment" ->
            condition
                .textOf("segment")
                .ifPresentOrElse(
                    this::addSegment, () -> add(other -> other.stage().segment().isPresent()));
        default -> {
          // Earlier segments and contacts are what they are.
        }
      }
    }
  }

  private void readCustomer(FieldTest test) {
    switch (test.field()) {
      case "phase", "daysInPhase" -> add(other -> other.stage() == Stage.LIFECYCLE);
      // How much is known, and since when, any event can change.
      case "evidence", "tenureDays" -> anyEvent = true;
      default -> {
        // The account is no change of the customer's.
      }
    }
  }
}
