package org.rapport.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rapport.rules.Rulebase;
import org.rapport.rules.RulebaseCompiler;
import org.rapport.rules.RulebaseTestResult;
import org.rapport.rules.RulebaseTests;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseChecker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs rulebases' own cases. */
@Command(
    name = "test",
    description = "Run the cases under DIR/tests and print those that do not hold.",
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "A rulebase's folder.")
  @SuppressWarnings("NullAway.Init")
  List<Path> folders;

  @Override
  public Integer call() {
    boolean fine = true;
    for (Path folder : folders) {
      fine &= holds(folder, spec.commandLine().getOut());
    }
    return fine ? RootCommand.FINE : RootCommand.FINDINGS;
  }

  private static boolean holds(Path folder, PrintWriter out) {
    CheckResult result = new RulebaseChecker().check(RulebaseFiles.one(folder));
    CheckedRulebase checked = result.rulebase();
    if (checked == null) {
      result.diagnostics().forEach(finding -> out.println(CheckCommand.line(folder, finding)));
      out.printf("%s: no case was run, since the rules have errors.%n", folder);
      return false;
    }
    Rulebase rulebase = Rulebase.load(checked, new RulebaseCompiler().compile(checked));
    List<RulebaseTestResult> results = RulebaseTests.run(rulebase, checked.tests());
    int failed = 0;
    for (RulebaseTestResult one : results) {
      if (!one.differences().isEmpty()) {
        failed++;
        out.printf(
            "%s/%s:%d: %s%n", folder, one.test().file(), one.test().line(), one.test().title());
        one.differences().forEach(difference -> out.println("    " + difference));
      }
    }
    out.printf("%s: %d cases hold, %d do not.%n", folder, results.size() - failed, failed);
    List<String> never = RulebaseTests.neverMatched(rulebase, results);
    int rules = rulebase.cards().size();
    out.printf("%s: %d of %d rules match in some case.%n", folder, rules - never.size(), rules);
    never.forEach(id -> out.printf("    no case has %s match%n", id));
    return failed == 0;
  }
}
