package org.rapport.rules;

import org.rapport.model.RulebaseRef;
import org.rapport.rules.check.CheckedRulebase;

/** Compiles checked rulebases: re-emits canonical DRL from the checked tree and compiles that. */
public final class RulebaseCompiler {

  /** Which build the compiler would make of it, without making it. */
  public RulebaseRef refOf(CheckedRulebase rulebase) {
    throw new UnsupportedOperationException(rulebase.name());
  }

  /** Compiles; takes seconds, so never on an event loop. */
  public CompiledRulebase compile(CheckedRulebase rulebase) {
    throw new UnsupportedOperationException(rulebase.name());
  }
}
