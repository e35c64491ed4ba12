package org.rapport.rules;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rapport.model.Phase;
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
 * A field of a fact as compiled rules see it: decimals are compared as millionths, and a test on an
 * attribute's value holds only when there is such a value.
 *
 * @param kind what it holds
 * @param accessor the name that compiled rules use
 * @param guards flags of the fact that must be true as well
 */
record FactField(Kind kind, String accessor, List<String> guards) {

  /** What a field holds. */
  enum Kind {
    WHOLE,
    DECIMAL,
    TEXT,
    FLAG,
    PHASE
  }

  private static final Map<String, String> GUARDS =
      Map.of("number", "aNumber", "text", "aText", "flag", "aFlag", "ageDays", "known");

  private static final Map<String, Class<? extends Fact>> CLASSES =
      new TreeMap<>(
          Map.of(
              "Customer", Customer.class,
              "Activity", Activity.class,
              "AllActivity", AllActivity.class,
              "Attribute", Attribute.class,
              "RawPoints", RawPoints.class,
              "Score", Score.class,
              "Segment", Segment.class,
              "WasIn", WasIn.class,
              "Contact", Contact.class));

  /** The class behind a word; what a turn concludes is not yet part of the fact it sees. */
  static Class<? extends Fact> classOf(Turn turn, String word) {
    if (turn == Turn.LIFECYCLE && word.equals("Customer")) {
      return CustomerBeforePhase.class;
    }
    if (turn == Turn.BAND && word.equals("Score")) {
      return ScoreBeforeBand.class;
    }
    Class<? extends Fact> found = CLASSES.get(word);
    if (found == null) {
      throw new IllegalArgumentException("There is no fact " + word + ".");
    }
    return found;
  }

  /** The field of this name. */
  static FactField of(Class<? extends Fact> fact, String name) {
    Kind kind = kind(fact, name);
    String guard = fact == Attribute.class ? GUARDS.get(name) : null;
    return new FactField(
        kind,
        kind == Kind.DECIMAL ? name + "Millionths" : name,
        guard == null ? List.of() : List.of(guard));
  }

  private static Kind kind(Class<? extends Fact> fact, String name) {
    Class<?> type;
    try {
      type = fact.getMethod(name).getReturnType();
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          "The fact %s has no field %s.".formatted(fact.getSimpleName(), name), e);
    }
    if (type == int.class) {
      return Kind.WHOLE;
    }
    if (type == BigDecimal.class) {
      return Kind.DECIMAL;
    }
    if (type == String.class) {
      return Kind.TEXT;
    }
    if (type == boolean.class) {
      return Kind.FLAG;
    }
    if (type == Phase.class) {
      return Kind.PHASE;
    }
    throw new IllegalArgumentException(
        "%s.%s is no field that rules may test.".formatted(fact.getSimpleName(), name));
  }
}
