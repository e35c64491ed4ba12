package org.rapport.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.RulebaseTrial;
import org.rapport.json.TrialJson;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.rules.RulebaseCompiler;
import org.rapport.rules.cases.BoundaryCases;
import org.rapport.rules.cases.ProposedCases;
import org.rapport.rules.cases.RulebaseTrying;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseChecker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs rulebases' own cases, tells what they cover, tries random customers, proposes cases. */
@Command(
    name = "test",
    description = {
      "Run the cases under DIR/tests and print those that do not hold.",
      "Also print what no case covers, and whether any rule fails for random customers."
    },
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  private static final int MAX_CUSTOMERS = 10_000_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "A rulebase's folder.")
  @SuppressWarnings("NullAway.Init")
  List<Path> folders;

  @Option(names = "--json", description = "Print the results as one JSON object.")
  boolean json;

  @Option(
      names = "--customers",
      paramLabel = "N",
      description = "Random customers to decide about; 0 for none (default ${DEFAULT-VALUE}).")
  int customers = RulebaseTrying.USUAL_CUSTOMERS;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Which random customers (default ${DEFAULT-VALUE}).")
  long seed = RulebaseTrying.USUAL_SEED;

  @Option(
      names = "--propose",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "RULE",
      description =
          "Print cases just below, at and just above each number of the rules, or of one RULE"
              + " (--propose=weight.signed-in), to be read and saved under DIR/tests.")
  @Nullable String propose;

  @Override
  public Integer call() {
    if (customers < 0 || customers > MAX_CUSTOMERS) {
      throw new UsageException("--customers is from 0 to %d.".formatted(MAX_CUSTOMERS));
    }
    if (propose != null && (json || folders.size() > 1)) {
      throw new UsageException("--propose prints the cases of one folder, as YAML only.");
    }
    boolean fine = true;
    List<TrialJson.Row> rows = new ArrayList<>();
    for (Path folder : folders) {
      CheckResult result = new RulebaseChecker().check(RulebaseFiles.one(folder));
      CheckedRulebase checked = result.rulebase();
      RulebaseTrial trial = null;
      if (checked == null) {
        if (!json) {
          unchecked(folder, result);
        }
      } else {
        Rulebase rulebase = Rulebase.load(checked, new RulebaseCompiler().compile(checked));
        if (propose != null) {
          return proposed(rulebase, checked, propose);
        }
        trial =
            RulebaseTrying.run(
                rulebase, checked, customers, seed, Deadline.inMs(RulebaseTrying.USUAL_TIME_MS));
        if (!json) {
          TrialText.of(folder.toString(), trial).forEach(out()::println);
        }
      }
      String version = checked == null ? null : checked.version();
      rows.add(new TrialJson.Row(folder.toString(), version, result.diagnostics(), trial));
      fine &= trial != null && trial.passed();
    }
    if (json) {
      out().println(new String(TrialJson.bytes(rows), StandardCharsets.UTF_8));
    }
    return fine ? RootCommand.FINE : RootCommand.FINDINGS;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void unchecked(Path folder, CheckResult result) {
    result.diagnostics().forEach(finding -> out().println(CheckCommand.line(folder, finding)));
    out().printf("%s: no case was run, since the rules have errors.%n", folder);
  }

  private int proposed(Rulebase rulebase, CheckedRulebase checked, String rule) {
    if (!rule.isEmpty() && rulebase.cards().stream().noneMatch(card -> card.id().equals(rule))) {
      throw new UsageException("There is no rule \"%s\" in this rulebase.".formatted(rule));
    }
    ProposedCases proposed = BoundaryCases.propose(rulebase, checked, rule.isEmpty() ? null : rule);
    out().print(proposed.file());
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "%d cases. Read them before you save them under tests/: they expect what the rules decide"
            + " now, right or wrong.%n",
        proposed.cases().size());
    if (proposed.cases().size() > ProposedCases.MAX_CASES_IN_FILE) {
      err.printf(
          "A file holds %d cases: save those of some rules (--propose=RULE).%n",
          ProposedCases.MAX_CASES_IN_FILE);
    }
    proposed.notProposed().forEach(number -> err.println("No such customer found: " + number));
    return RootCommand.FINE;
  }
}
