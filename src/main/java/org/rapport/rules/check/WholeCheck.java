package org.rapport.rules.check;

import java.util.List;
import java.util.Map;

/** Checks what only shows when all rules are seen together. */
final class WholeCheck {
  private WholeCheck() {}

  /**
   * @param files every rule file that was read
   * @param rules the rules without errors
   */
  static void check(Map<Stage, RuleFileSyntax> files, List<CheckedRule> rules, Findings findings) {}
}
