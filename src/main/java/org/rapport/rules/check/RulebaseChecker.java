package org.rapport.rules.check;

/** Checks a rulebase's files against the closed rule language; nothing of theirs is run. */
public final class RulebaseChecker {

  /** All findings of all files in one pass, and the checked rulebase when none is an error. */
  public CheckResult check(RulebaseSource source) {
    throw new UnsupportedOperationException("checker of " + source.name());
  }
}
