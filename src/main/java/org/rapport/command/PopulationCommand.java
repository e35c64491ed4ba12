package org.rapport.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rapport.json.DistributionJson;
import org.rapport.population.Distribution;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how all customers stand as of an instant. */
@Command(
    name = "population",
    description = "Show how all customers stand: scores, bands, segments, as of any date.",
    mixinStandardHelpOptions = true,
    subcommands = {
      PopulationMovesCommand.class,
      PopulationActivityCommand.class,
      PopulationSatisfactionCommand.class,
      PopulationCampaignCommand.class,
      PopulationReportCommand.class
    })
final class PopulationCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  PopulationOptions asked;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  AsOfOption when;

  @Option(
      names = "--by",
      paramLabel = "ATTRIBUTE",
      description = "Also by the values of an attribute of the catalogue.")
  @Nullable String by;

  @Option(
      names = "--customer",
      paramLabel = "CUSTOMER",
      description = "Also where this customer stands among all.")
  @Nullable String customerId;

  @Override
  public Integer call() {
    asked.check();
    Clock clock = Clock.systemUTC();
    Instant instant = when.instant(clock);
    Distribution found =
        asked.found(
            clock,
            (population, progress) ->
                population.distribution(asked.rulebase, instant, by, customerId, progress));
    PrintWriter out = spec.commandLine().getOut();
    asked.print(
        out,
        () -> PopulationHtml.of(found),
        () -> DistributionJson.bytes(found),
        () -> PopulationCsv.of(found),
        () -> PopulationText.of(found));
    return RootCommand.FINE;
  }
}
