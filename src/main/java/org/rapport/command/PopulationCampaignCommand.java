package org.rapport.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.CampaignQuestion;
import org.rapport.decision.CampaignQuestion.Did;
import org.rapport.decision.CampaignQuestion.Having;
import org.rapport.decision.CampaignQuestion.Members;
import org.rapport.json.CampaignJson;
import org.rapport.population.Campaign;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what a campaign moved. */
@Command(
    name = "campaign",
    description = "Show what a campaign moved, beside customers whom it did not touch.",
    mixinStandardHelpOptions = true)
final class PopulationCampaignCommand implements Callable<Integer> {
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
      description = "When it began: a date (its midnight UTC) or an instant.")
  @SuppressWarnings("NullAway.Init")
  String from;

  @Option(names = "--to", paramLabel = "INSTANT", description = "When to look; default now.")
  @Nullable String to;

  @Option(
      names = "--event",
      paramLabel = "EVENT",
      description = "Touched: who did this in between.")
  @Nullable String event;

  @Option(
      names = "--touched",
      paramLabel = "FILE|ATTRIBUTE:VALUE",
      description = "Touched: the customers of a file, an id a line, or by an attribute.")
  @Nullable String touched;

  @Option(
      names = "--control",
      paramLabel = "FILE|ATTRIBUTE:VALUE",
      description = "The control group, likewise; without one all others are compared.")
  @Nullable String control;

  @Option(
      names = "--outcome",
      paramLabel = "EVENT",
      description = "Also compare how many did this, before and after.")
  @Nullable String outcome;

  @Override
  public Integer call() {
    asked.check();
    Clock clock = Clock.systemUTC();
    if ((event == null) == (touched == null)) {
      throw new UsageException("Say whom it touched by --event or --touched, one of the two.");
    }
    Members those = touched != null ? members(touched) : new Did(String.valueOf(event));
    CampaignQuestion question =
        new CampaignQuestion(
            asked.rulebase,
            Instants.of("--from", from),
            Instants.orNow("--to", to, clock),
            those,
            control == null ? null : members(control),
            outcome);
    Campaign found =
        asked.found(clock, (population, progress) -> population.campaign(question, progress));
    asked.print(
        spec.commandLine().getOut(),
        () -> CampaignHtml.of(found),
        () -> CampaignJson.bytes(found),
        () -> CampaignText.csv(found),
        () -> CampaignText.of(found));
    return RootCommand.FINE;
  }

  private static Members members(String text) {
    if (Files.isRegularFile(Path.of(text))) {
      return CustomerList.read(Path.of(text));
    }
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new UsageException(
          "\"%s\" is neither a file nor an attribute with its value.%nMaybe you meant arm:mail."
              .formatted(text));
    }
    return new Having(text.substring(0, colon), text.substring(colon + 1));
  }
}
