package org.rapport.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.rapport.analysis.ConditionCheck;
import org.rapport.analysis.RuleCard;
import org.rapport.analysis.RulebaseTrial.UnseenCondition;
import org.rapport.analysis.WhyNot;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.FieldTest;

/**
 * Which conditions of the rules were seen to hold, and which to fail, over some decisions. A number
 * that no case reaches from both sides can be mistyped without a case telling.
 */
public final class ConditionCoverage {
  /** Facts that are always there: a condition that only names one, or binds a field, holds. */
  private static final Set<String> ALWAYS_THERE =
      Set.of("Customer", "Activity", "AllActivity", "RawPoints", "Score", "Attribute");

  /** Fields that only say which fact is meant, and fields that some facts do not have. */
  private static final Set<String> NAMING = Set.of("event", "name");

  private static final Set<String> MAY_LACK = Set.of("number", "text", "flag", "ageDays");

  private final List<CheckedRule> rules;
  private final Map<String, boolean[]> held = new HashMap<>();
  private final Map<String, boolean[]> failed = new HashMap<>();

  /** Nothing seen yet of these rules. */
  public ConditionCoverage(List<CheckedRule> rules) {
    this.rules = List.copyOf(rules);
    for (CheckedRule rule : rules) {
      held.put(rule.card().id(), new boolean[rule.conditions().size()]);
      failed.put(rule.card().id(), new boolean[rule.conditions().size()]);
    }
  }

  /** One decision more. */
  public void add(List<WhyNot> decision) {
    for (WhyNot rule : decision) {
      boolean[] holds = Objects.requireNonNull(held.get(rule.card().id()));
      boolean[] fails = Objects.requireNonNull(failed.get(rule.card().id()));
      for (int i = 0; i < rule.conditions().size(); i++) {
        holds[i] |= rule.conditions().get(i).state() == ConditionCheck.State.HOLDS;
        fails[i] |= rule.conditions().get(i).state() == ConditionCheck.State.FAILS;
      }
    }
  }

  /** How many outcomes there are to be seen: each condition holding, and failing if it can. */
  public int outcomes() {
    return rules.stream()
        .flatMap(rule -> rule.conditions().stream())
        .mapToInt(condition -> canFail(condition) ? 2 : 1)
        .sum();
  }

  /** What was never seen, by stage, then place in the file. */
  public List<UnseenCondition> unseen() {
    List<UnseenCondition> unseen = new ArrayList<>();
    for (CheckedRule rule : rules) {
      String id = rule.card().id();
      for (int i = 0; i < rule.conditions().size(); i++) {
        Condition condition = rule.conditions().get(i);
        if (!Objects.requireNonNull(held.get(id))[i]) {
          unseen.add(unseen(rule.card(), condition, true));
        }
        if (canFail(condition) && !Objects.requireNonNull(failed.get(id))[i]) {
          unseen.add(unseen(rule.card(), condition, false));
        }
      }
    }
    return unseen;
  }

  private static UnseenCondition unseen(RuleCard card, Condition condition, boolean holding) {
    return new UnseenCondition(card.id(), card.file(), condition.line(), words(condition), holding);
  }

  /** Whether there can be a customer for whom it fails. */
  private static boolean canFail(Condition condition) {
    return condition.negated()
        || !ALWAYS_THERE.contains(condition.fact())
        || condition.tests().stream()
            .anyMatch(
                test ->
                    MAY_LACK.contains(test.field())
                        || (test.comparison() != null && !NAMING.contains(test.field())));
  }

  private static String words(Condition condition) {
    String about = RuleConditions.about(condition);
    String tests =
        condition.tests().stream()
            .filter(test -> test.comparison() != null && !about.contains(quotedOperand(test)))
            .map(ConditionCoverage::words)
            .collect(Collectors.joining(" and "));
    return (condition.negated() ? "no " : "") + about + (tests.isEmpty() ? "" : " with " + tests);
  }

  private static String words(FieldTest test) {
    FieldTest.Comparison comparison = Objects.requireNonNull(test.comparison());
    return "%s %s %s"
        .formatted(
            test.field(),
            comparison.operator().symbol(),
            RuleConditions.text(comparison.operand()));
  }

  /** The text a naming test compares with; something that is in no words for other tests. */
  private static String quotedOperand(FieldTest test) {
    return RuleConditions.NAMING_FIELDS.contains(test.field())
        ? RuleConditions.text(Objects.requireNonNull(test.comparison()).operand())
        : "\n";
  }
}
