package org.rapport.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rapport.model.Diagnostic;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.RulebaseChecker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks rulebases and prints every finding. */
@Command(
    name = "check",
    description = "Check rulebases; prints every finding with its file, line and column.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "A rulebase's folder.")
  @SuppressWarnings("NullAway.Init")
  List<Path> folders;

  @Override
  public Integer call() {
    boolean clean = true;
    for (Path folder : folders) {
      CheckResult result = new RulebaseChecker().check(RulebaseFiles.one(folder));
      result
          .diagnostics()
          .forEach(finding -> spec.commandLine().getOut().println(line(folder, finding)));
      result
          .checked()
          .ifPresent(
              rulebase ->
                  spec.commandLine()
                      .getOut()
                      .printf(
                          "%s: %d rules and %d cases are fine. Version %s%n",
                          folder,
                          rulebase.rules().size(),
                          rulebase.tests().size(),
                          rulebase.version()));
      clean &= result.diagnostics().isEmpty();
    }
    return clean ? RootCommand.FINE : RootCommand.FINDINGS;
  }

  /** A finding as an editor understands it, its advice on a line of its own. */
  static String line(Path folder, Diagnostic finding) {
    String place =
        finding.line() == 0
            ? finding.file()
            : "%s:%d:%d".formatted(finding.file(), finding.line(), finding.column());
    String maybe = finding.maybe() == null ? "" : "%n    %s".formatted(finding.maybe());
    return "%s/%s: %s: %s [%s]%s"
        .formatted(
            folder,
            place,
            finding.severity() == Diagnostic.Severity.ERROR ? "error" : "warning",
            finding.message(),
            finding.code(),
            maybe);
  }
}
