package org.rapport.analysis;

import java.util.List;
import java.util.Optional;

/**
 * Why a rule did not match in a decision, or that it did.
 *
 * @param card the rule
 * @param matched whether it matched
 * @param conditions every condition in the order written; of several ways to match, the one that
 *     came furthest
 */
public record WhyNot(RuleCard card, boolean matched, List<ConditionCheck> conditions) {

  public WhyNot {
    conditions = List.copyOf(conditions);
  }

  /** The first condition that fails; empty when the rule matched. */
  public Optional<ConditionCheck> firstFailure() {
    return conditions.stream()
        .filter(condition -> condition.state() == ConditionCheck.State.FAILS)
        .findFirst();
  }

  /** Whether one condition alone stood in the way. */
  public boolean nearMiss() {
    return !matched
        && conditions.stream()
                .filter(condition -> condition.state() != ConditionCheck.State.HOLDS)
                .count()
            == 1;
  }

  /** What was needed and what was seen, in a few words. */
  public String because() {
    return firstFailure().map(WhyNot::needs).orElse("it matched");
  }

  private static String needs(ConditionCheck condition) {
    ConditionCheck.Shortfall shortfall = condition.shortfall();
    if (condition.negated()) {
      return "it needs that there is no such " + condition.about() + ", and there is one";
    }
    if (shortfall == null) {
      return "it needs " + condition.about() + ", and there is none";
    }
    return "it needs "
        + condition.about()
        + " with "
        + shortfall.field()
        + ' '
        + shortfall.operator()
        + ' '
        + shortfall.needed()
        + ", and that is "
        + shortfall.seen();
  }
}
