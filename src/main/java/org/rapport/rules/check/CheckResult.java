package org.rapport.rules.check;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Diagnostic;

/**
 * What checking came to.
 *
 * @param diagnostics every finding of every file, by file, line, column and code
 * @param rulebase the checked rulebase, or null when any finding is an error
 */
public record CheckResult(List<Diagnostic> diagnostics, @Nullable CheckedRulebase rulebase) {
  public CheckResult {
    diagnostics = List.copyOf(diagnostics);
  }

  /** The checked rulebase, empty when any finding is an error. */
  public Optional<CheckedRulebase> checked() {
    return Optional.ofNullable(rulebase);
  }
}
