package org.rapport.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.rapport.decision.ImpactMeasuring;
import org.rapport.decision.Stores;
import org.rapport.decision.Workshop;
import org.rapport.json.ImpactJson;
import org.rapport.population.Impact;
import org.rapport.rules.Rulebase;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what publishing a folder's rules would change for the customers that are stored. */
@Command(
    name = "impact",
    description =
        "Show what publishing the rules in DIR would change for your customers. Changes nothing.",
    mixinStandardHelpOptions = true)
final class ImpactCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  SettingsOptions options;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  ImpactOptions asked;

  @Parameters(paramLabel = "DIR", description = "A rulebase's folder.")
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Override
  public Integer call() {
    asked.check();
    PrintWriter out = spec.commandLine().getOut();
    RulebaseSource source = RulebaseFiles.one(folder);
    CheckResult result = new RulebaseChecker().check(source);
    if (result.rulebase() == null) {
      result.diagnostics().forEach(finding -> out.println(CheckCommand.line(folder, finding)));
      out.printf("%s: nothing was measured, since the rules have errors.%n", folder);
      return RootCommand.FINDINGS;
    }
    Impact impact = measured(source);
    if (asked.json) {
      out.println(new String(ImpactJson.bytes(impact), StandardCharsets.UTF_8));
    } else {
      ImpactText.of(impact).forEach(out::println);
    }
    out.flush();
    return RootCommand.FINE;
  }

  /** Without the rest of a service: the sooner it begins, the sooner it is done. */
  private Impact measured(RulebaseSource source) {
    Settings settings = options.read(System.getenv());
    Clock clock = Clock.systemUTC();
    try (OpenDatabase opened = OpenDatabase.beside(settings)) {
      Stores stores = Stores.on(opened.database());
      Workshop workshop =
          Workshop.of(
              opened.vertx(), opened.database(), stores.events(), clock, settings.onePerson());
      Rulebase live =
          Node.await(workshop.start().only(source.name(), RulebaseFiles.all(settings.rulesDir())));
      Rulebase draft = Node.await(workshop.tryOut(source));
      try (ProgressBar bar = Progress.of("Deciding", "customers", -1)) {
        return Node.awaitLongWork(
            Workshop.measuring(opened.vertx(), stores)
                .measure(
                    new ImpactMeasuring.Question(
                        live, draft, asked.asOf.instant(clock), asked.sample),
                    (done, total) -> bar.maxHint(total).stepTo(done),
                    () -> false));
      }
    }
  }
}
