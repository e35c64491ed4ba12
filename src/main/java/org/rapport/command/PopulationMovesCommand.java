package org.rapport.command;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.PopulationReading;
import org.rapport.decision.PopulationReading.CellAsked;
import org.rapport.decision.PopulationReading.MovesQuestion;
import org.rapport.json.MovesJson;
import org.rapport.population.Moves;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how all customers moved between two instants. */
@Command(
    name = "moves",
    description = "Show who moved between two dates, and why.",
    mixinStandardHelpOptions = true)
final class PopulationMovesCommand implements Callable<Integer> {
  private static final int MAX_MOVERS = 100;
  private static final int MAX_LISTED = 1_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  PopulationOptions asked;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "INSTANT",
      description = "The earlier date (its midnight UTC) or instant.")
  @SuppressWarnings("NullAway.Init")
  String from;

  @Option(names = "--to", paramLabel = "INSTANT", description = "The later; default now.")
  @Nullable String to;

  @Option(
      names = "--movers",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many who rose and fell most, each (default: ${DEFAULT-VALUE}).")
  int movers;

  @Option(
      names = "--cell",
      arity = "3",
      paramLabel = "WORD",
      description = "Also the customers of a cell: --cell bands idle steady.")
  String @Nullable [] cell;

  @Override
  public Integer call() {
    asked.check();
    if (movers < 0 || movers > MAX_MOVERS) {
      throw new UsageException(
          "--movers is %d, but must be from 0 to %d.".formatted(movers, MAX_MOVERS));
    }
    Clock clock = Clock.systemUTC();
    Instant later = Instants.orNow("--to", to, clock);
    CellAsked wanted =
        cell == null ? null : new CellAsked(cell[0], cell[1], cell[2], null, MAX_LISTED);
    MovesQuestion question =
        new MovesQuestion(asked.rulebase, Instants.of("--from", from), later, movers, wanted);
    Moves found =
        asked.found(clock, (population, progress) -> population.moves(question, progress));
    asked.print(
        spec.commandLine().getOut(),
        () -> MovesHtml.of(found),
        () -> MovesJson.bytes(found, PopulationReading.nextCursor(found)),
        () -> MovesText.csv(found),
        () -> MovesText.of(found));
    return RootCommand.FINE;
  }
}
