package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.check.RuleFileSyntax.Rule;

/** Checks what only shows when rules are seen together, or all conditions of one. */
final class WholeCheck {
  private final Map<Stage, RuleFileSyntax> files;
  private final List<CheckedRule> rules;
  private final Findings findings;
  private final Map<CheckedRule, RuleClaims> claims = new HashMap<>();
  private final Customers customers = new Customers();

  private WholeCheck(Map<Stage, RuleFileSyntax> files, List<CheckedRule> rules, Findings findings) {
    this.files = files;
    this.rules = rules;
    this.findings = findings;
    rules.forEach(rule -> claims.put(rule, RuleClaims.of(rule)));
  }

  /**
   * @param files every rule file that was read
   * @param rules the rules without errors
   */
  static void check(Map<Stage, RuleFileSyntax> files, List<CheckedRule> rules, Findings findings) {
    new WholeCheck(files, rules, findings).check();
  }

  /** Looks for what is hardly meant, in a rulebase without errors. */
  static void lint(
      Map<Stage, RuleFileSyntax> files,
      List<CheckedRule> rules,
      Catalogue catalogue,
      Findings findings) {
    WholeCheck check = new WholeCheck(files, rules, findings);
    new Lint(rules, catalogue, findings, check::spot).check();
  }

  private void check() {
    neverMatching();
    overlaps(saying("lifecycle"), "put a customer into a phase");
    beginnings();
    List<CheckedRule> scales = saying("scale");
    overlaps(scales, "make the score");
    if (complete(Stage.NORMALISATION)) {
      scaleCoversEverybody(scales);
      new BandCheck(saying("band"), page(Stage.NORMALISATION), this::spot).check();
    }
  }

  private List<CheckedRule> saying(String global) {
    return rules.stream().filter(rule -> rule.verb().global().equals(global)).toList();
  }

  /** Whether the stage's file was read and no rule of it has an error. */
  private boolean complete(Stage stage) {
    RuleFileSyntax file = files.get(stage);
    return file != null
        && file.rules().size() == rules.stream().filter(rule -> rule.stage() == stage).count();
  }

  private Findings.Page page(Stage stage) {
    return findings.in(stage.fileName());
  }

  private RuleClaims claims(CheckedRule rule) {
    return Objects.requireNonNull(claims.get(rule));
  }

  private Spot spot(CheckedRule rule) {
    RuleFileSyntax file = files.get(rule.stage());
    if (file != null) {
      for (Rule syntax : file.rules()) {
        if (syntax.spot().line() == rule.card().line()) {
          return syntax.title().spot();
        }
      }
    }
    return new Spot(rule.card().line(), 1, 1);
  }

  private @Nullable SortedMap<String, Domain> matching(CheckedRule rule) {
    return customers.find(claims(rule).must(), Customers.choices(claims(rule)));
  }

  private void neverMatching() {
    for (CheckedRule rule : rules) {
      if (matching(rule) == null) {
        page(rule.stage())
            .warning(
                Code.NEVER_MATCHES,
                spot(rule),
                "The rule \"%s\" can never match: its tests contradict each other."
                    .formatted(rule.card().title()),
                "Maybe one of its numbers or words is wrong.");
      }
    }
  }

  private void overlaps(List<CheckedRule> once, String what) {
    for (int i = 0; i < once.size(); i++) {
      for (int j = 0; j < i; j++) {
        overlap(once.get(j), once.get(i), what);
      }
    }
  }

  private void overlap(CheckedRule one, CheckedRule other, String what) {
    List<Claim> must = new ArrayList<>(claims(one).must());
    must.addAll(claims(other).must());
    List<Customers.Choice> choices = new ArrayList<>(Customers.choices(claims(one)));
    choices.addAll(Customers.choices(claims(other)));
    SortedMap<String, Domain> both = customers.find(must, choices);
    if (both != null) {
      page(other.stage())
          .error(
              Code.OVERLAP,
              spot(other),
              ("The rules \"%s\" and \"%s\" can both match one customer, but only one may %s;"
                      + " both do when %s.")
                  .formatted(one.card().title(), other.card().title(), what, Customers.words(both)),
              "Maybe add to one of them a test that fails whenever the other one matches.");
    }
  }

  /** A phase begins when its fact did, so the fact must be there. */
  private void beginnings() {
    for (CheckedRule rule : saying("lifecycle")) {
      Operand variable = rule.verb().calls().get(0).arguments().get(0);
      for (Condition condition : rule.conditions()) {
        boolean meant =
            variable instanceof Operand.Variable named && named.name().equals(condition.variable());
        if (meant && FactWords.of(condition).nameField() != null) {
          beginning(rule, condition);
        }
      }
    }
  }

  private void beginning(CheckedRule rule, Condition condition) {
    if (condition.tests().get(0).compared().orElseThrow().operand()
        instanceof Operand.TextLiteral name) {
      List<Claim> must = new ArrayList<>(claims(rule).must());
      must.add(RuleClaims.missing(condition.fact(), name.text()));
      if (customers.find(must, Customers.choices(claims(rule))) != null) {
        boolean activity = condition.fact().equals("Activity");
        page(rule.stage())
            .error(
                Code.MAY_BE_MISSING,
                new Spot(condition.line(), condition.column(), condition.column() + 1),
                "The phase begins when \"%s\" %s, but the rule also matches when it never %s."
                    .formatted(
                        name.text(),
                        activity ? "last happened" : "was set",
                        activity ? "happened" : "was"),
                "Maybe add the test: %s.".formatted(activity ? "never == false" : "known == true"));
      }
    }
  }

  private void scaleCoversEverybody(List<CheckedRule> scales) {
    List<Customers.Choice> none =
        scales.stream().map(rule -> Customers.notMatching(claims(rule))).toList();
    SortedMap<String, Domain> without = customers.find(List.of(), none);
    if (without != null) {
      page(Stage.NORMALISATION)
          .error(
              Code.SCALE_GAP,
              scales.isEmpty() ? Spot.FILE : spot(scales.get(scales.size() - 1)),
              scales.isEmpty()
                  ? "No rule makes the score."
                  : "No rule makes the score of a customer when %s."
                      .formatted(Customers.words(without)),
              "Maybe one rule without tests is enough: RawPoints( $raw : value ).");
    }
  }
}
