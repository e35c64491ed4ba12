package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks, in rules without errors, for what is allowed and yet hardly meant. Everything it finds is
 * a warning, with an example customer where there is one.
 */
final class Lint {
  /** Beyond so many rules of one stage not every two of them are compared. */
  private static final int MAX_COMPARED = 80;

  private final List<CheckedRule> rules;
  private final Catalogue catalogue;
  private final Findings findings;
  private final Function<CheckedRule, Spot> spots;
  private final Map<CheckedRule, RuleClaims> claims = new HashMap<>();
  private final Customers customers = new Customers();

  Lint(
      List<CheckedRule> rules,
      Catalogue catalogue,
      Findings findings,
      Function<CheckedRule, Spot> spots) {
    this.rules = rules;
    this.catalogue = catalogue;
    this.findings = findings;
    this.spots = spots;
    rules.forEach(rule -> claims.put(rule, RuleClaims.of(rule)));
  }

  void check() {
    for (CheckedRule rule : rules) {
      if (rule.stage() != Stage.NORMALISATION) {
        alwaysMatching(rule);
      }
      redundantTests(rule);
      new ReasonLint(rule, this::warn).check();
    }
    new WeightLint(rules, this::warn).check();
    new ReachLint(rules, catalogue, this::warn, findings).check();
    for (Stage stage : Stage.values()) {
      List<CheckedRule> ofStage = rules.stream().filter(rule -> rule.stage() == stage).toList();
      if (ofStage.size() <= MAX_COMPARED && stage != Stage.NORMALISATION) {
        pairs(ofStage);
      }
    }
  }

  /** Where a lint's warning about a rule goes. */
  interface Warnings {
    void warn(CheckedRule rule, Code code, String message, @Nullable String maybe);
  }

  private RuleClaims claims(CheckedRule rule) {
    return Objects.requireNonNull(claims.get(rule));
  }

  private void warn(CheckedRule rule, Code code, String message, @Nullable String maybe) {
    findings.in(rule.stage().fileName()).warning(code, spots.apply(rule), message, maybe);
  }

  private @Nullable SortedMap<String, Domain> matching(CheckedRule rule) {
    return customers.find(claims(rule).must(), Customers.choices(claims(rule)));
  }

  /**
   * Whether every customer whom the first matches is matched by the second: proven, not guessed.
   */
  private boolean within(CheckedRule one, CheckedRule other) {
    List<Customers.Choice> choices = new ArrayList<>(Customers.choices(claims(one)));
    choices.add(Customers.notMatching(claims(other)));
    return customers.find(claims(one).must(), choices) == null;
  }

  private void alwaysMatching(CheckedRule rule) {
    if (customers.find(List.of(), List.of(Customers.notMatching(claims(rule)))) == null) {
      warn(
          rule,
          Code.ALWAYS_MATCHES,
          "The rule \"%s\" matches every customer.".formatted(rule.card().title()),
          "Maybe a test is missing, or its number is too low.");
    }
  }

  /** A test that the others of the same condition imply. */
  private void redundantTests(CheckedRule rule) {
    for (Condition condition : rule.conditions()) {
      for (FieldTest test : condition.tests()) {
        if (test.comparison() != null && impliedByOthers(rule, condition, test)) {
          findings
              .in(rule.stage().fileName())
              .warning(
                  Code.REDUNDANT_TEST,
                  new Spot(test.line(), test.column(), test.column() + 1),
                  "The test of %s says nothing that the other tests do not."
                      .formatted(test.field()),
                  "Maybe delete it, or mend its number.");
          break;
        }
      }
    }
  }

  private boolean impliedByOthers(CheckedRule rule, Condition condition, FieldTest test) {
    boolean binds = test.variable() != null;
    boolean named = test.field().equals(FactWords.of(condition).nameField());
    boolean joins = test.compared().orElseThrow().operand() instanceof Operand.Variable;
    if (binds || named || joins || FactWords.of(condition).several()) {
      return false;
    }
    List<FieldTest> others = new ArrayList<>(condition.tests());
    others.remove(test);
    List<Claim> known = RuleClaims.of(condition, others, rule.card().id());
    List<Claim> all = RuleClaims.of(condition, List.of(test), rule.card().id());
    return !known.isEmpty()
        && customers.find(known, List.of()) != null
        && all.stream()
            .allMatch(
                claim ->
                    customers.find(
                            known,
                            List.of(
                                Customers.notMatching(new RuleClaims(List.of(claim), List.of()))))
                        == null);
  }

  private void pairs(List<CheckedRule> ofStage) {
    for (int i = 0; i < ofStage.size(); i++) {
      for (int j = 0; j < ofStage.size(); j++) {
        if (i != j && matching(ofStage.get(i)) != null) {
          pair(ofStage.get(i), ofStage.get(j), j < i);
        }
      }
    }
  }

  private void pair(CheckedRule rule, CheckedRule other, boolean after) {
    Conclusion mine = Conclusion.of(rule);
    Conclusion theirs = Conclusion.of(other);
    boolean same = mine.equals(theirs);
    if (!same && !mine.isWithin(theirs) && !mine.isBarredBy(theirs)) {
      return;
    }
    if (same && after && within(rule, other) && within(other, rule)) {
      warn(
          rule,
          Code.SAME_RULE,
          "The rules \"%s\" and \"%s\" match the same customers and say the same: both do when %s."
              .formatted(other.card().title(), rule.card().title(), example(rule)),
          "Maybe delete one of them.");
    } else if (mine.isBarredBy(theirs) && within(rule, other)) {
      warn(
          rule,
          Code.CONTRADICTION,
          "Whenever \"%s\" suggests an action, \"%s\" rules it out: both match when %s."
              .formatted(rule.card().title(), other.card().title(), example(rule)),
          "Maybe one of the two needs another test.");
    } else if (mine.isWithin(theirs) && within(rule, other) && !(same && within(other, rule))) {
      warn(
          rule,
          Code.SHADOWED,
          "\"%s\" changes nothing: whenever it matches, \"%s\" says as much; both do when %s."
              .formatted(rule.card().title(), other.card().title(), example(rule)),
          "Maybe one of their numbers is wrong.");
    }
  }

  private String example(CheckedRule rule) {
    SortedMap<String, Domain> customer = matching(rule);
    return customer == null ? "nothing" : Customers.words(customer);
  }
}
