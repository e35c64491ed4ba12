package org.rapport.command;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rapport.json.UsageJson;
import org.rapport.population.Usage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows which event types are used by whom. */
@Command(
    name = "activity",
    description = "Show which event types are used by whom, taken up and dropped.",
    mixinStandardHelpOptions = true)
final class PopulationActivityCommand implements Callable<Integer> {
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
      names = "--since",
      paramLabel = "DATE",
      description = "The first day of the window; default 30 days before.")
  @Nullable String since;

  @Override
  public Integer call() {
    asked.check();
    Clock clock = Clock.systemUTC();
    Instant instant = when.instant(clock);
    LocalDate first = since == null ? null : day(since);
    Usage found =
        asked.found(
            clock,
            (population, progress) -> population.usage(asked.rulebase, first, instant, progress));
    asked.print(
        spec.commandLine().getOut(),
        () -> UsageHtml.of(found),
        () -> UsageJson.bytes(found),
        () -> UsageText.csv(found),
        () -> UsageText.of(found));
    return RootCommand.FINE;
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new UsageException(
          "--since is \"%s\", which is no date.%nMaybe you meant 2026-03-01.".formatted(text));
    }
  }
}
