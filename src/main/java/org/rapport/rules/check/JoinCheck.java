package org.rapport.rules.check;

import org.rapport.rules.check.RuleFileSyntax.Pattern;
import org.rapport.rules.check.RuleFileSyntax.Rule;
import org.rapport.rules.check.RuleFileSyntax.Test;

/**
 * Bounds how many combinations of facts one rule can look at: engine and deadline cannot stop a
 * join once it runs.
 */
final class JoinCheck {
  /** The most conditions of a rule. */
  static final int MAX_CONDITIONS = 6;

  /**
   * The most conditions of a rule that leave open which fact is meant: about a Segment or WasIn
   * whose segment is not given by ==, or about a Contact, of which there can be many by any name.
   */
  static final int MAX_UNPINNED = 3;

  /** The most conditions of a rule about Contact. */
  static final int MAX_CONTACTS = 2;

  private JoinCheck() {}

  static void check(Rule rule, Findings.Page page) {
    int unpinned = 0;
    int contacts = 0;
    for (int i = 0; i < rule.patterns().size(); i++) {
      Pattern pattern = rule.patterns().get(i);
      FactWord fact = FactWords.all().get(pattern.fact().text());
      boolean several = fact != null && fact.several() && !pattern.negated();
      unpinned += several && pattern.tests().stream().noneMatch(JoinCheck::pins) ? 1 : 0;
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
            "Maybe say which one with segment ==.");
        return;
      }
    }
  }

  /** Whether at most one fact can pass the test. */
  private static boolean pins(Test test) {
    return test.operator() == Operator.EQUAL && test.field().text().equals("segment");
  }
}
