package org.rapport.rules.check;

/** Stub. */
final class DrlCheck {
  private DrlCheck() {}

  static void check(String text, RuleFileSyntax file, Findings.Page page) {}
}
