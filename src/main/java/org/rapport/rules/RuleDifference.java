package org.rapport.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rapport.model.CustomerHistory;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.check.Operand;

/**
 * The rules that two rulebases do not have in common, and whether they can matter for a customer at
 * all. Where none of them can match, the same rules match by both, and both decide the same.
 */
public final class RuleDifference {
  /** What customers did and what is known of them: facts that no rule has a hand in. */
  private static final Set<String> GIVEN = Set.of("Activity", "AllActivity", "Attribute");

  private final RulebaseParts parts;
  private final boolean sameCatalogue;
  private final FactNeeds needs;
  private final List<RuleConditions> rules;

  private RuleDifference(
      RulebaseParts parts, boolean sameCatalogue, FactNeeds needs, List<RuleConditions> rules) {
    this.parts = parts;
    this.sameCatalogue = sameCatalogue;
    this.needs = needs;
    this.rules = rules;
  }

  /** What two rulebases do not have in common. */
  public static RuleDifference between(Rulebase one, Rulebase other) {
    List<RuleShape> differing = new ArrayList<>(onlyIn(one.parts(), other.parts()));
    differing.addAll(onlyIn(other.parts(), one.parts()));
    return new RuleDifference(
        one.parts(),
        one.catalogue().equals(other.catalogue()),
        FactNeeds.of(differing),
        differing.stream().map(shape -> new RuleConditions(relaxed(shape.rule()))).toList());
  }

  private static List<RuleShape> onlyIn(RulebaseParts one, RulebaseParts other) {
    Set<String> others = new HashSet<>();
    other.readers().forEach(reader -> others.add(text(reader.shape())));
    return one.readers().stream()
        .map(RuleReader::shape)
        .filter(shape -> !others.contains(text(shape)))
        .toList();
  }

  private static String text(RuleShape shape) {
    return shape.turn() + "\n" + RuleText.of(shape.rule());
  }

  /**
   * The rule with those tests only that can be held against given facts one by one: whenever the
   * rule itself matches, this one does.
   */
  private static CheckedRule relaxed(CheckedRule rule) {
    return new CheckedRule(
        rule.stage(),
        rule.card(),
        rule.conditions().stream()
            .filter(condition -> !condition.negated() && GIVEN.contains(condition.fact()))
            .map(RuleDifference::relaxed)
            .toList(),
        rule.verb());
  }

  private static Condition relaxed(Condition condition) {
    return new Condition(
        false,
        null,
        condition.fact(),
        condition.tests().stream()
            .filter(RuleDifference::comparesWithLiteral)
            .map(
                test ->
                    new FieldTest(
                        null, test.field(), test.comparison(), test.line(), test.column()))
            .toList(),
        condition.line(),
        condition.column());
  }

  private static boolean comparesWithLiteral(FieldTest test) {
    return test.compared()
        .filter(comparison -> !(comparison.operand() instanceof Operand.Variable))
        .isPresent();
  }

  /**
   * Whether it is certain that none of these rules matches a customer with this history, decided
   * about without context. Says no when in doubt.
   */
  public boolean cannotMatter(CustomerHistory history, Instant asOf) {
    if (!sameCatalogue) {
      return false;
    }
    SeenFacts facts =
        new SeenFacts(
            new CustomerFacts(parts.catalogue(), history, asOf)
                .beforePhase(needs, Collections.emptySortedMap()));
    return rules.stream().noneMatch(rule -> rule.matches(facts));
  }
}
