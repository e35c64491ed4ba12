package org.rapport.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
      PopulationCampaignCommand.class
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

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write a page with charts, which needs no network.")
  @Nullable Path html;

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
    if (html != null) {
      write(html, PopulationHtml.of(found));
    }
    PrintWriter out = spec.commandLine().getOut();
    asked.print(
        out,
        () -> DistributionJson.bytes(found),
        () -> PopulationCsv.of(found),
        () -> PopulationText.of(found));
    return RootCommand.FINE;
  }

  private static void write(Path file, String page) {
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new UsageException(
          "%s cannot be written.%nMaybe its folder is not there.".formatted(file));
    }
  }
}
