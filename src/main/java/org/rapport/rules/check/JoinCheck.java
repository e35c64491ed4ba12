package org.rapport.rules.check;

import org.rapport.rules.check.RuleFileSyntax.Pattern;
import org.rapport.rules.check.RuleFileSyntax.Rule;

/**
 * Bounds how many combinations of facts one rule can look at: engine and deadline cannot stop a
 * join once it runs.
 */
final class JoinCheck {
  /** The most conditions of a rule. */
  static final int MAX_CONDITIONS = 6;

  /** The most conditions of a rule that do not say by == which fact is meant. */
  static final int MAX_UNPINNED = 3;

  /** The most conditions of a rule about Contact: of these there can be many, also by name. */
  static final int MAX_CONTACTS = 2;

  private JoinCheck() {}

  static void check(Rule rule, Findings.Page page) {
    int unpinned = 0;
    int contacts = 0;
    for (int i = 0; i < rule.patterns().size(); i++) {
      Pattern pattern = rule.patterns().get(i);
      FactWord fact = FactWords.all().get(pattern.fact().text());
      boolean several = fact != null && fact.several() && !pattern.negated();
      if (several && pattern.tests().stream().noneMatch(t -> t.operator() == Operator.EQUAL)) {
        unpinned++;
      }
      if (i == MAX_CONDITIONS) {
        page.error(
            Code.TOO_MANY_CONDITIONS,
            pattern.spot(),
            "A rule has at most %d conditions.".formatted(MAX_CONDITIONS),
            "Maybe split it into two rules.");
        return;
      }
      contacts += several && pattern.fact().text().equals("Contact") ? 1 : 0;
      if (contacts > MAX_CONTACTS) {
        page.error(
            Code.TOO_MANY_CONDITIONS,
            pattern.spot(),
            "At most %d conditions of a rule are about Contact.".formatted(MAX_CONTACTS),
            "Maybe say it with \"not\", or split the rule into two.");
        return;
      }
      if (several && unpinned > MAX_UNPINNED) {
        page.error(
            Code.TOO_MANY_CONDITIONS,
            pattern.spot(),
            "At most %d conditions of a rule may leave open which %s is meant."
                .formatted(MAX_UNPINNED, pattern.fact().text()),
            "Maybe say which one with ==.");
        return;
      }
    }
  }
}
