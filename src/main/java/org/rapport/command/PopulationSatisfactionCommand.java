package org.rapport.command;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.rapport.json.SatisfactionJson;
import org.rapport.population.Satisfaction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the score beside a numeric attribute. */
@Command(
    name = "satisfaction",
    description = "Show the score beside a numeric attribute such as nps or csat.",
    mixinStandardHelpOptions = true)
final class PopulationSatisfactionCommand implements Callable<Integer> {
  private static final int MAX_LISTED = 100_000;

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
      names = "--attribute",
      required = true,
      paramLabel = "NAME",
      description = "A numeric attribute of the catalogue, such as nps.")
  @SuppressWarnings("NullAway.Init")
  String attribute;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many customers of each corner to name (default: ${DEFAULT-VALUE}).")
  int limit;

  @Override
  public Integer call() {
    asked.check();
    Clock clock = Clock.systemUTC();
    if (limit < 1 || limit > MAX_LISTED) {
      throw new UsageException(
          "--limit is %d, but must be from 1 to %d.".formatted(limit, MAX_LISTED));
    }
    Instant instant = when.instant(clock);
    Satisfaction found =
        asked.found(
            clock,
            (population, progress) ->
                population.satisfaction(asked.rulebase, instant, attribute, limit, progress));
    asked.print(
        spec.commandLine().getOut(),
        () -> SatisfactionHtml.of(found),
        () -> SatisfactionJson.bytes(found),
        () -> SatisfactionText.csv(found),
        () -> SatisfactionText.of(found));
    return RootCommand.FINE;
  }
}
