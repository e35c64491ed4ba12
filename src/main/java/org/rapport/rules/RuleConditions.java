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
import org.rapport.analysis.FactView;
import org.rapport.analysis.WhyNot;
import org.rapport.model.Value;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.check.Operand;

/**
 * Holds a rule's conditions against facts, one after the other, without the engine: it says which
 * condition fails, where the engine only says that the rule did not fire.
 */
final class RuleConditions {
  private static final String UNKNOWN = "unknown";

  /** A fact has one of them at most. */
  static final List<String> NAMING_FIELDS = List.of("event", "name", "segment", "action");

  private final CheckedRule rule;
  private final List<FactView> facts;

  /** The way that came furthest so far: the variables it bound, and where it ended. */
  private Map<String, Value> furthestBound = Map.of();

  private int furthest = -1;
  private @Nullable Shortfall shortfall;

  private RuleConditions(CheckedRule rule, List<FactView> facts) {
    this.rule = rule;
    this.facts = facts;
  }

  /**
   * Explains.
   *
   * @param facts all that the rule sees
   */
  static WhyNot explain(CheckedRule rule, List<FactView> facts) {
    RuleConditions conditions = new RuleConditions(rule, facts);
    boolean matched = conditions.matches(0, Map.of());
    List<ConditionCheck> checks = new ArrayList<>();
    for (int i = 0; i < rule.conditions().size(); i++) {
      checks.add(conditions.check(i, matched));
    }
    return new WhyNot(rule.card(), matched, checks);
  }

  /** Whether the conditions from this one on can hold with these variables bound. */
  private boolean matches(int index, Map<String, Value> bound) {
    if (index == rule.conditions().size()) {
      return true;
    }
    Condition condition = rule.conditions().get(index);
    Nearest nearest = new Nearest();
    for (FactView fact : facts) {
      if (fact.fact().equals(condition.fact())) {
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
    }
    if (condition.negated()) {
      return matches(index + 1, bound);
    }
    if (!nearest.passed) {
      ended(index, bound, nearest.shortfall);
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

  /** Of the facts that do not fit the one that passes most tests; of equals the first. */
  private static final class Nearest {
    private @Nullable Shortfall shortfall;
    private int passedTests = -1;
    private boolean passed;

    void offer(Held held) {
      if (held.passedTests() > passedTests) {
        passedTests = held.passedTests();
        shortfall = held.failed();
      }
    }
  }

  private ConditionCheck check(int index, boolean matched) {
    Condition condition = rule.conditions().get(index);
    State state = State.HOLDS;
    if (!matched && index == furthest) {
      state = State.FAILS;
    } else if (!matched && index > furthest) {
      return later(condition);
    }
    return new ConditionCheck(
        condition.line(),
        about(condition),
        condition.negated(),
        state,
        state == State.FAILS ? shortfall : null);
  }

  /** A condition after the one that fails, by itself. */
  private ConditionCheck later(Condition condition) {
    State state = condition.negated() ? State.HOLDS : State.FAILS;
    Nearest nearest = new Nearest();
    for (FactView fact : facts) {
      if (fact.fact().equals(condition.fact())) {
        if (refersToUnbound(condition)) {
          return new ConditionCheck(
              condition.line(), about(condition), condition.negated(), State.OPEN, null);
        }
        Held held = held(condition, fact, furthestBound);
        if (held.failed() == null) {
          state = condition.negated() ? State.FAILS : State.HOLDS;
          break;
        }
        nearest.offer(held);
      }
    }
    return new ConditionCheck(
        condition.line(),
        about(condition),
        condition.negated(),
        state,
        state == State.FAILS && !condition.negated() ? nearest.shortfall : null);
  }

  private boolean refersToUnbound(Condition condition) {
    return condition.tests().stream()
        .flatMap(test -> test.compared().stream())
        .anyMatch(
            compared ->
                compared.operand() instanceof Operand.Variable variable
                    && !furthestBound.containsKey(variable.name())
                    && condition.tests().stream()
                        .noneMatch(test -> variable.name().equals(test.variable())));
  }

  /**
   * A fact held against a condition.
   *
   * @param bound the variables with those that the condition binds
   * @param failed the first test that fails, or null
   */
  private record Held(Map<String, Value> bound, int passedTests, @Nullable Shortfall failed) {}

  private static Held held(Condition condition, FactView fact, Map<String, Value> before) {
    Map<String, Value> bound = new HashMap<>(before);
    int passed = 0;
    for (FieldTest test : condition.tests()) {
      Value seen = value(fact, test.field());
      FieldTest.Comparison comparison = test.comparison();
      if (seen == null) {
        return new Held(bound, passed, missing(test));
      }
      if (comparison != null) {
        Value needed = value(comparison.operand(), bound);
        if (needed == null || !Comparisons.holds(seen, comparison.operator(), needed)) {
          return new Held(
              bound,
              passed,
              new Shortfall(
                  test.field(),
                  Comparisons.text(seen),
                  comparison.operator().symbol(),
                  needed == null ? UNKNOWN : Comparisons.text(needed)));
        }
      }
      if (test.variable() != null) {
        bound.put(test.variable(), seen);
      }
      passed++;
    }
    return new Held(bound, passed, null);
  }

  private static Shortfall missing(FieldTest test) {
    return new Shortfall(
        test.field(),
        UNKNOWN,
        test.compared().map(comparison -> comparison.operator().symbol()).orElse("is"),
        test.compared().map(comparison -> text(comparison.operand())).orElse("known"));
  }

  private static @Nullable Value value(FactView fact, String field) {
    return fact.fields().stream()
        .filter(each -> each.name().equals(field))
        .map(FactView.Field::value)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Value value(Operand operand, Map<String, Value> bound) {
    return operand instanceof Operand.Variable variable
        ? bound.get(variable.name())
        : Comparisons.value(operand);
  }

  static String text(Operand operand) {
    return operand instanceof Operand.Variable variable
        ? variable.name()
        : Optional.ofNullable(Comparisons.value(operand)).map(Comparisons::text).orElse(UNKNOWN);
  }

  /** The fact's word, with the event, the attribute or the segment that the condition names. */
  static String about(Condition condition) {
    return NAMING_FIELDS.stream()
        .flatMap(field -> condition.textOf(field).stream())
        .findFirst()
        .map(name -> "%s \"%s\"".formatted(condition.fact(), name))
        .orElse(condition.fact());
  }
}
