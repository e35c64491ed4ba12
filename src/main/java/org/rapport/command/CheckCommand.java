package org.rapport.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.rapport.json.DiagnosticsJson;
import org.rapport.model.Diagnostic;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseChecker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks rulebases and prints every finding. */
@Command(
    name = "check",
    description = "Check rulebases; prints every finding with its file, line and column.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private static final String RED = "\u001B[31m";
  private static final String YELLOW = "\u001B[33m";
  private static final String PLAIN = "\u001B[0m";

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "A rulebase's folder.")
  @SuppressWarnings("NullAway.Init")
  List<Path> folders;

  @Option(names = "--json", description = "Print the findings as one JSON object.")
  boolean json;

  @Option(
      names = "--store",
      description =
          "Also hold the catalogue against the event types that have come in, in the database of"
              + " --data-dir or --database-url.")
  boolean store;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  SettingsOptions settings;

  @Override
  public Integer call() {
    SortedSet<String> eventTypes =
        store
            ? StoredEventTypes.read(settings.read(System.getenv()))
            : Collections.emptySortedSet();
    boolean clean = true;
    List<DiagnosticsJson.Row> rows = new ArrayList<>();
    for (Path folder : folders) {
      CheckResult result = new RulebaseChecker().check(RulebaseFiles.one(folder), eventTypes);
      String version = result.checked().map(CheckedRulebase::version).orElse(null);
      rows.add(new DiagnosticsJson.Row(folder.toString(), version, result.diagnostics()));
      if (!json) {
        print(folder, result);
      }
      clean &= result.diagnostics().isEmpty();
    }
    if (json) {
      spec.commandLine()
          .getOut()
          .println(new String(DiagnosticsJson.bytes(rows), StandardCharsets.UTF_8));
    }
    return clean ? RootCommand.FINE : RootCommand.FINDINGS;
  }

  private void print(Path folder, CheckResult result) {
    PrintWriter out = spec.commandLine().getOut();
    Ansi ansi = spec.commandLine().getColorScheme().ansi();
    result.diagnostics().forEach(finding -> out.println(coloured(line(folder, finding), ansi)));
    result
        .checked()
        .ifPresent(
            rulebase ->
                out.printf(
                    "%s: %d rules and %d cases are fine. Version %s%n",
                    folder, rulebase.rules().size(), rulebase.tests().size(), rulebase.version()));
  }

  /** The severity in red or yellow, on a terminal only. */
  static String coloured(String line, Ansi ansi) {
    if (!ansi.enabled()) {
      return line;
    }
    return line.replaceFirst(": error: ", ": " + RED + "error" + PLAIN + ": ")
        .replaceFirst(": warning: ", ": " + YELLOW + "warning" + PLAIN + ": ");
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
