package org.rapport.command;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.PopulationReading;
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
  SettingsOptions options;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  PopulationOptions asked;

  @Option(
      names = "--as-of",
      paramLabel = "INSTANT",
      description = "A date (its midnight UTC) or an instant; default now.")
  @Nullable String asOf;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "The first day of the window; default 30 days before.")
  @Nullable String since;

  @Override
  public Integer call() {
    asked.check();
    Clock clock = Clock.systemUTC();
    Instant instant = asOf == null ? clock.instant() : Instants.asOf(asOf);
    LocalDate first =
        since == null
            ? LocalDate.ofInstant(instant, ZoneOffset.UTC).minusDays(PopulationReading.USUAL_DAYS)
            : day(since);
    Usage found;
    try (Node node = Node.startBeside(options.read(System.getenv()), clock);
        ProgressBar bar = Progress.of("Deciding", "customers", -1)) {
      found =
          Node.awaitLongWork(node.population().usage(asked.rulebase, first, instant, bar::stepTo));
    }
    asked.print(
        spec.commandLine().getOut(),
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
