package org.rapport.decision;

import java.util.List;
import java.util.stream.Collectors;
import org.rapport.model.Diagnostic;

/** A rulebase has errors and cannot decide; the message lists them. */
public final class RulebaseFindingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String rulebase;
  private final transient List<Diagnostic> findings;

  /** The findings, warnings included, of a rulebase that has errors. */
  public RulebaseFindingsException(String rulebase, List<Diagnostic> findings) {
    super(
        "The rulebase \"%s\" has errors:%n%s"
            .formatted(
                rulebase,
                findings.stream()
                    .filter(finding -> finding.severity() == Diagnostic.Severity.ERROR)
                    .map(RulebaseFindingsException::line)
                    .collect(Collectors.joining("\n"))));
    this.rulebase = rulebase;
    this.findings = List.copyOf(findings);
  }

  private static String line(Diagnostic finding) {
    String line =
        "%s:%d:%d %s"
            .formatted(finding.file(), finding.line(), finding.column(), finding.message());
    return finding.maybe() == null ? line : line + "\n  " + finding.maybe();
  }

  /** The rulebase's name. */
  public String rulebase() {
    return rulebase;
  }

  /** Every finding. */
  public List<Diagnostic> findings() {
    return findings;
  }
}
