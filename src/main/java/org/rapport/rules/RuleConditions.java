package org.rapport.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.ConditionCheck;
import org.rapport.analysis.ConditionCheck.Shortfall;
import org.rapport.analysis.ConditionCheck.State;
import org.rapport.analysis.WhyNot;
import org.rapport.model.Value;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.check.Operand;
import org.rapport.rules.fact.Fact;

/**
 * Holds a rule's conditions against facts, one after the other, without the engine: it says which
 * condition fails, where the engine only says that the rule did not fire.
 */
final class RuleConditions {
  private static final String UNKNOWN = "unknown";

  /** A fact has one of them at most. */
  static final List<String> NAMING_FIELDS = List.of("event", "name", "segment", "action");

  private final CheckedRule rule;
  private final List<Prepared> conditions;

  RuleConditions(CheckedRule rule) {
    this.rule = rule;
    this.conditions = rule.conditions().stream().map(Prepared::of).toList();
  }

  /**
   * A condition with what is asked of it again and again.
   *
   * @param name the event, attribute, segment or action that it names, or null
   * @param literals what each test compares with, null where that is a variable or nothing
   * @param foreign the variables that it compares with and does not bind itself
   */
  private record Prepared(
      Condition condition,
      @Nullable String name,
      List<Optional<Value>> literals,
      List<String> foreign) {

    static Prepared of(Condition condition) {
      return new Prepared(
          condition,
          named(condition).orElse(null),
          condition.tests().stream()
              .map(
                  test ->
                      test.compared().map(FieldTest.Comparison::operand).map(Comparisons::value))
              .toList(),
          condition.tests().stream()
              .flatMap(test -> test.compared().stream())
              .map(FieldTest.Comparison::operand)
              .filter(Operand.Variable.class::isInstance)
              .map(operand -> ((Operand.Variable) operand).name())
              .filter(
                  variable ->
                      condition.tests().stream()
                          .noneMatch(test -> variable.equals(test.variable())))
              .toList());
    }

    List<Fact> candidates(SeenFacts facts) {
      return facts.of(condition.fact(), name);
    }

    boolean negated() {
      return condition.negated();
    }
  }

  /** The rule. */
  CheckedRule rule() {
    return rule;
  }

  /** Whether the rule matches. */
  boolean matches(SeenFacts facts) {
    return new Walk(facts).matches(0, Map.of());
  }

  /** Explains. */
  WhyNot explain(SeenFacts facts) {
    Walk walk = new Walk(facts);
    boolean matched = walk.matches(0, Map.of());
    return walk.explained(matched);
  }

  /** The explanation of a rule that did not match, if one condition alone stood in the way. */
  Optional<WhyNot> nearMiss(SeenFacts facts) {
    Walk walk = new Walk(facts);
    if (walk.matches(0, Map.of())) {
      return Optional.empty();
    }
    List<ConditionCheck> checks = new ArrayList<>(conditions.size());
    for (int i = 0; i < conditions.size(); i++) {
      ConditionCheck check = walk.check(i, false);
      if (i > walk.furthest && check.state() != State.HOLDS) {
        return Optional.empty();
      }
      checks.add(check);
    }
    return Optional.of(new WhyNot(rule.card(), false, checks));
  }

  /** One holding of all conditions against facts. */
  private final class Walk {
    private final SeenFacts facts;

    /** The way that came furthest so far: the variables it bound, and where it ended. */
    private Map<String, Value> furthestBound = Map.of();

    private int furthest = -1;
    private @Nullable Shortfall shortfall;

    Walk(SeenFacts facts) {
      this.facts = facts;
    }

    /** Whether the conditions from this one on can hold with these variables bound. */
    boolean matches(int index, Map<String, Value> bound) {
      if (index == conditions.size()) {
        return true;
      }
      Prepared condition = conditions.get(index);
      Nearest nearest = new Nearest();
      for (Fact fact : condition.candidates(facts)) {
        Held held = held(condition, fact, bound);
        if (held.failed() != null) {
          nearest.offer(held);
        } else if (condition.negated()) {
          ended(index, bound, null);
          return false;
        } else if (matches(index + 1, held.bound())) {
          return true;
        } else {
          nearest.passed = true;
        }
      }
      if (condition.negated()) {
        return matches(index + 1, bound);
      }
      if (!nearest.passed) {
        ended(index, bound, nearest.shortfall());
      }
      return false;
    }

    private void ended(int index, Map<String, Value> bound, @Nullable Shortfall missing) {
      if (index > furthest) {
        furthest = index;
        furthestBound = bound;
        shortfall = missing;
      }
    }

    WhyNot explained(boolean matched) {
      List<ConditionCheck> checks = new ArrayList<>();
      for (int i = 0; i < conditions.size(); i++) {
        checks.add(check(i, matched));
      }
      return new WhyNot(rule.card(), matched, checks);
    }

    ConditionCheck check(int index, boolean matched) {
      Prepared condition = conditions.get(index);
      if (matched || index < furthest) {
        return said(condition, State.HOLDS, null);
      }
      return index == furthest ? said(condition, State.FAILS, shortfall) : later(condition);
    }

    /** A condition after the one that fails, by itself. */
    ConditionCheck later(Prepared condition) {
      Nearest nearest = new Nearest();
      for (Fact fact : condition.candidates(facts)) {
        if (!furthestBound.keySet().containsAll(condition.foreign())) {
          return said(condition, State.OPEN, null);
        }
        Held held = held(condition, fact, furthestBound);
        if (held.failed() == null) {
          return said(condition, condition.negated() ? State.FAILS : State.HOLDS, null);
        }
        nearest.offer(held);
      }
      return condition.negated()
          ? said(condition, State.HOLDS, null)
          : said(condition, State.FAILS, nearest.shortfall());
    }
  }

  private static ConditionCheck said(
      Prepared condition, State state, @Nullable Shortfall shortfall) {
    return new ConditionCheck(
        condition.condition().line(),
        condition.condition().fact(),
        condition.name(),
        condition.negated(),
        state,
        shortfall);
  }

  /** Of the facts that do not fit the one that passes most tests; of equals the first. */
  private static final class Nearest {
    private @Nullable Held best;
    private boolean passed;

    void offer(Held held) {
      if (best == null || held.passedTests() > best.passedTests()) {
        best = held;
      }
    }

    @Nullable Shortfall shortfall() {
      Held nearest = best;
      return nearest == null || nearest.failed() == null ? null : nearest.failed().shortfall();
    }
  }

  /**
   * A fact held against a condition.
   *
   * @param bound the variables with those that the condition binds
   * @param failed the first test that fails, or null
   */
  private record Held(Map<String, Value> bound, int passedTests, @Nullable Failed failed) {}

  /**
   * A test that a fact does not pass.
   *
   * @param seen what the fact has, or null
   * @param needed what it is compared with, or null when that is not known
   */
  private record Failed(FieldTest test, @Nullable Value seen, @Nullable Value needed) {
    Shortfall shortfall() {
      FieldTest.Comparison comparison = test.comparison();
      if (seen == null || comparison == null) {
        return missing(test);
      }
      return new Shortfall(
          test.field(),
          Comparisons.text(seen),
          comparison.operator().symbol(),
          needed == null ? UNKNOWN : Comparisons.text(needed));
    }
  }

  private static Held held(Prepared condition, Fact fact, Map<String, Value> before) {
    Map<String, Value> bound = before;
    List<FieldTest> tests = condition.condition().tests();
    for (int i = 0; i < tests.size(); i++) {
      FieldTest test = tests.get(i);
      Value seen = FactViews.value(fact, test.field());
      FieldTest.Comparison comparison = test.comparison();
      if (seen == null) {
        return new Held(bound, i, new Failed(test, null, null));
      }
      if (comparison != null) {
        Value needed =
            comparison.operand() instanceof Operand.Variable variable
                ? bound.get(variable.name())
                : condition.literals().get(i).orElse(null);
        if (needed == null || !Comparisons.holds(seen, comparison.operator(), needed)) {
          return new Held(bound, i, new Failed(test, seen, needed));
        }
      }
      if (test.variable() != null) {
        if (bound == before) {
          bound = new HashMap<>(before);
        }
        bound.put(test.variable(), seen);
      }
    }
    return new Held(bound, tests.size(), null);
  }

  private static Shortfall missing(FieldTest test) {
    return new Shortfall(
        test.field(),
        UNKNOWN,
        test.compared().map(comparison -> comparison.operator().symbol()).orElse("is"),
        test.compared().map(comparison -> text(comparison.operand())).orElse("known"));
  }

  static String text(Operand operand) {
    return operand instanceof Operand.Variable variable
        ? variable.name()
        : Optional.ofNullable(Comparisons.value(operand)).map(Comparisons::text).orElse(UNKNOWN);
  }

  private static Optional<String> named(Condition condition) {
    return NAMING_FIELDS.stream().flatMap(field -> condition.textOf(field).stream()).findFirst();
  }

  /** The fact's word, with the event, the attribute or the segment that the condition names. */
  static String about(Condition condition) {
    return named(condition)
        .map(name -> "%s \"%s\"".formatted(condition.fact(), name))
        .orElse(condition.fact());
  }
}
