package org.rapport.rules.check;

import java.util.List;

/**
 * A rulebase without errors.
 *
 * @param name the rulebase's name, as its catalogue says
 * @param version {@code sha256:} and the digest of canonical rule files, catalogue and tests
 * @param catalogue its dictionary
 * @param rules by stage, then place in the file
 * @param tests its test cases, by file, then place in the file
 */
public record CheckedRulebase(
    String name,
    String version,
    Catalogue catalogue,
    List<CheckedRule> rules,
    List<RulebaseTest> tests) {
  public CheckedRulebase {
    rules = List.copyOf(rules);
    tests = List.copyOf(tests);
  }
}
