package org.rapport.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Decision;
import org.rapport.decision.Answer;
import org.rapport.decision.BulkDeciding;
import org.rapport.decision.DecisionRequest;
import org.rapport.model.Explain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides about one customer, or about all. */
@Command(
    name = "decide",
    description = "Decide about a customer and print the explanation, or about all with --all.",
    mixinStandardHelpOptions = true)
final class DecideCommand implements Callable<Integer> {
  /** The caller's name that goes on record. */
  static final String CALLER = "command-line";

  private static final int TIMEOUT_MS = 10_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  SettingsOptions options;

  @Parameters(arity = "0..1", paramLabel = "CUSTOMER", description = "The customer's id.")
  @Nullable String customerId;

  @Option(
      names = "--all",
      description =
          "Everybody. Broken off, it goes on where it was when run again with the same --as-of.")
  boolean all;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  AsOfOption when;

  @Option(
      names = "--rulebase",
      paramLabel = "NAME",
      description = "The rulebase (default: RAPPORT_DEFAULT_RULEBASE).")
  @Nullable String rulebase;

  @Option(names = "--json", description = "Print the answer as the API gives it.")
  boolean json;

  @Override
  public Integer call() {
    if (all == (customerId != null)) {
      throw new UsageException("Name one customer, or say --all.");
    }
    Clock clock = Clock.systemUTC();
    Instant instant = when.instant(clock);
    try (Node node = Node.startBeside(options.read(System.getenv()), clock)) {
      if (all) {
        decideAll(node, instant);
      } else {
        decideOne(node, instant);
      }
    }
    return RootCommand.FINE;
  }

  private void decideOne(Node node, Instant instant) {
    DecisionRequest request =
        new DecisionRequest(
            String.valueOf(customerId),
            rulebase,
            instant,
            null,
            null,
            Collections.emptySortedMap(),
            1,
            Explain.FULL,
            TIMEOUT_MS,
            null);
    Answer answer = Node.await(node.decider().decide(request, CALLER));
    PrintWriter out = spec.commandLine().getOut();
    Decision decided = answer.decision();
    if (json || decided == null) {
      out.println(new String(answer.json(), java.nio.charset.StandardCharsets.UTF_8));
    } else {
      Node.await(node.understanding().dossier(answer.decisionId()))
          .ifPresentOrElse(
              dossier -> DecisionText.of(dossier).forEach(out::println),
              () -> DecisionText.of(decided).forEach(out::println));
    }
  }

  private void decideAll(Node node, Instant instant) {
    BulkDeciding.Counts counts = everybody(node, rulebase, instant);
    spec.commandLine()
        .getOut()
        .printf(
            "%d decided as of %s, %d had been before, %d fallbacks%n",
            counts.decided(), instant, counts.skipped(), counts.fallbacks());
  }

  /** Decides about everybody with a progress bar. */
  static BulkDeciding.Counts everybody(Node node, @Nullable String rulebase, Instant asOf) {
    try (ProgressBar bar = Progress.of("Deciding", "customers", 0)) {
      return Node.awaitLongWork(
          node.bulk()
              .decideAll(
                  rulebase,
                  asOf,
                  CALLER,
                  (done, total) -> {
                    bar.maxHint(total);
                    bar.stepTo(done);
                  }));
    }
  }
}
