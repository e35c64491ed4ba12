package org.rapport.command;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.CampaignQuestion;
import org.rapport.decision.PopulationReading;
import org.rapport.decision.PopulationReading.MovesQuestion;
import org.rapport.population.Campaign;
import org.rapport.population.Distribution;
import org.rapport.population.Moves;
import org.rapport.population.Satisfaction;
import org.rapport.population.Usage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes all there is to see of the population as one page. */
@Command(
    name = "report",
    description = "Write one page with all of it: scores, moves, activity, satisfaction, campaign.",
    mixinStandardHelpOptions = true)
final class PopulationReportCommand implements Callable<Integer> {
  private static final Duration USUAL_WINDOW = Duration.ofDays(30);
  private static final int MOVERS = 10;
  private static final int LISTED = 20;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The page to write.")
  @SuppressWarnings("NullAway.Init")
  Path file;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  SettingsOptions settings;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  AsOfOption when;

  @Option(
      names = "--rulebase",
      paramLabel = "NAME",
      description = "The rulebase (default: RAPPORT_DEFAULT_RULEBASE).")
  @Nullable String rulebase;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "Where moves, activity and the campaign begin; default 30 days before.")
  @Nullable String since;

  @Option(names = "--by", paramLabel = "ATTRIBUTE", description = "Scores also by its values.")
  @Nullable String by;

  @Option(
      names = "--attribute",
      paramLabel = "NAME",
      description = "Satisfaction: a numeric attribute such as nps; left out without it.")
  @Nullable String attribute;

  @Option(
      names = "--event",
      paramLabel = "EVENT",
      description = "A campaign: who did this since; left out without it.")
  @Nullable String event;

  /** All parts, as far as they were asked for. */
  private record Parts(
      Distribution distribution,
      Moves moves,
      Usage usage,
      @Nullable Satisfaction satisfaction,
      @Nullable Campaign campaign) {}

  @Override
  public Integer call() {
    Clock clock = Clock.systemUTC();
    Instant asOf = when.instant(clock);
    Instant from = since == null ? asOf.minus(USUAL_WINDOW) : Instants.of("--since", since);
    try (Node node = Node.startBeside(settings.read(System.getenv()), clock);
        ProgressBar bar = Progress.of("Deciding", "customers", -1)) {
      Parts parts = Node.awaitLongWork(parts(node.population(), from, asOf, bar::stepTo));
      PopulationOptions.write(file, page(parts));
    }
    spec.commandLine().getOut().println("Written: " + file);
    return RootCommand.FINE;
  }

  private Future<Parts> parts(
      PopulationReading population, Instant from, Instant asOf, LongConsumer progress) {
    LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC);
    return population
        .distribution(rulebase, asOf, by, null, progress)
        .compose(
            distribution ->
                population
                    .moves(new MovesQuestion(rulebase, from, asOf, MOVERS, null), progress)
                    .compose(
                        moves ->
                            population
                                .usage(rulebase, first, asOf, progress)
                                .compose(
                                    usage ->
                                        satisfaction(population, asOf, progress)
                                            .compose(
                                                satisfied ->
                                                    campaign(population, from, asOf, progress)
                                                        .map(
                                                            campaign ->
                                                                new Parts(
                                                                    distribution,
                                                                    moves,
                                                                    usage,
                                                                    satisfied,
                                                                    campaign))))));
  }

  private Future<@Nullable Satisfaction> satisfaction(
      PopulationReading population, Instant asOf, LongConsumer progress) {
    return attribute == null
        ? Future.succeededFuture()
        : population.satisfaction(rulebase, asOf, attribute, LISTED, progress).map(found -> found);
  }

  private Future<@Nullable Campaign> campaign(
      PopulationReading population, Instant from, Instant asOf, LongConsumer progress) {
    return event == null
        ? Future.succeededFuture()
        : population
            .campaign(
                new CampaignQuestion(
                    rulebase, from, asOf, new CampaignQuestion.Did(event), null, null),
                progress)
            .map(found -> found);
  }

  private static String page(Parts parts) {
    Distribution distribution = parts.distribution();
    Moves moves = parts.moves();
    Satisfaction satisfaction = parts.satisfaction();
    Campaign campaign = parts.campaign();
    HtmlPage page = new HtmlPage(Told.customers(distribution.whole().customers()));
    page.paragraph(
        "As of %s, since %s, by the rulebase %s."
            .formatted(
                Told.instant(moves.to()),
                Told.instant(moves.from()),
                distribution.rulebase().name()));
    page.raw("<nav aria-label=\"Parts\"><a href=\"#scores\">How they stand</a> ");
    page.raw("<a href=\"#moves\">Who moved</a> <a href=\"#activity\">What is used</a> ");
    page.raw(satisfaction == null ? "" : "<a href=\"#satisfaction\">Satisfaction</a> ");
    page.raw(campaign == null ? "" : "<a href=\"#campaign\">The campaign</a>");
    page.raw("</nav>\n");
    page.part("scores", "How they stand");
    PopulationHtml.add(page, distribution);
    page.part("moves", "Who moved");
    MovesHtml.add(page, moves);
    page.part("activity", "What is used");
    UsageHtml.add(page, parts.usage());
    if (satisfaction != null) {
      page.part("satisfaction", "Score beside %s".formatted(satisfaction.attribute()));
      SatisfactionHtml.add(page, satisfaction);
    }
    if (campaign != null) {
      page.part("campaign", "The campaign");
      CampaignHtml.add(page, campaign);
    }
    page.raw("<footer>");
    page.paragraph(
        "Rules: %s %s. Each figure can be asked for again by rapport population, in full with --json."
            .formatted(distribution.rulebase().name(), distribution.rulebase().version()));
    page.raw("</footer>\n");
    return page.html();
  }
}
