package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rapport.analysis.RuleCard;
import org.rapport.rules.check.RuleFileSyntax.Rule;
import org.rapport.rules.check.RuleFileSyntax.Word;

/** Checks the rules of one stage. */
final class RuleCheck {
  private final Stage stage;
  private final Names names;
  private final Uniques uniques;
  private final Findings.Page page;

  RuleCheck(Stage stage, Names names, Uniques uniques, Findings.Page page) {
    this.stage = stage;
    this.names = names;
    this.uniques = uniques;
    this.page = page;
  }

  /** The rule, empty when there is an error in it. */
  Optional<CheckedRule> check(Rule rule) {
    int errorsBefore = page.errors();
    CardCheck cards = new CardCheck(stage, uniques, page);
    Map<String, Word> annotations = cards.annotations(rule);
    Turn turn = turn(rule, annotations);
    Variables variables = new Variables(page, !rule.whole());
    PatternCheck patterns = new PatternCheck(turn, names, variables, page);
    List<Condition> conditions = new ArrayList<>();
    rule.patterns().forEach(pattern -> conditions.add(patterns.condition(pattern)));
    JoinCheck.check(rule, page);
    RuleCard card = cards.card(rule, annotations, variables);
    if (rule.consequence() == null) {
      return Optional.empty();
    }
    VerbCall verb =
        new ConsequenceCheck(stage, card.id(), names, variables, page).verbCall(rule.consequence());
    return rule.whole() && page.errors() == errorsBefore
        ? Optional.of(new CheckedRule(stage, card, conditions, verb))
        : Optional.empty();
  }

  /** By the verb when it is one of the stage's, else by the id. */
  private Turn turn(Rule rule, Map<String, Word> annotations) {
    if (rule.consequence() != null) {
      for (VerbWord.Verbs verbs : VerbWords.of(stage)) {
        if (verbs.name().equals(rule.consequence().global().text())) {
          return verbs.turn();
        }
      }
    }
    Word id = annotations.get("id");
    return Turn.of(stage, id == null ? "" : id.text());
  }
}
