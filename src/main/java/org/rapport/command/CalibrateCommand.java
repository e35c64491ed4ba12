package org.rapport.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Calibration;
import org.rapport.json.CalibrationJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how raw points are spread and which reference they suggest. */
@Command(
    name = "calibrate",
    description = {
      "Show how raw points are spread over the stored customers, and propose the reference.",
      "Writes nothing: the number is yours to change."
    },
    mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  SettingsOptions options;

  @Option(
      names = "--rulebase",
      paramLabel = "NAME",
      description = "The rulebase (default: RAPPORT_DEFAULT_RULEBASE).")
  @Nullable String rulebase;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  AsOfOption when;

  @Option(names = "--json", description = "Print everything as JSON.")
  boolean json;

  @Override
  public Integer call() {
    Clock clock = Clock.systemUTC();
    Instant instant = when.instant(clock);
    try (Node node = Node.startBeside(options.read(System.getenv()), clock)) {
      Calibration.Found found = run(node, instant);
      if (found.scales().isEmpty()) {
        throw new UsageException(
            "No customer could be decided about as of %s.%nMaybe none was known then; import events, or choose another --as-of."
                .formatted(instant));
      }
      CalibrationJson report =
          new CalibrationJson(
              found.rulebase(), found.asOf(), found.customers(), found.fallbacks(), found.scales());
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(new String(report.bytes(), StandardCharsets.UTF_8));
      } else {
        CalibrationText.of(report).forEach(out::println);
      }
      return found.fallbacks() == 0 ? RootCommand.FINE : RootCommand.FINDINGS;
    }
  }

  private Calibration.Found run(Node node, Instant instant) {
    try (ProgressBar bar = Progress.of("Deciding", "customers", 0)) {
      return Node.awaitLongWork(
          node.calibration()
              .run(
                  rulebase,
                  instant,
                  (done, total) -> {
                    bar.maxHint(total);
                    bar.stepTo(done);
                  }));
    } catch (IllegalArgumentException tooMany) {
      throw new UsageException(String.valueOf(tooMany.getMessage()));
    }
  }
}
