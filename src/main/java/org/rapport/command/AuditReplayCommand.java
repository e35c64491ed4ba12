package org.rapport.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.DriftReport;
import org.rapport.analysis.Replay;
import org.rapport.model.RulebaseRef;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Decides every decision on record again, and tells which come out otherwise. */
@Command(
    name = "replay",
    description = {
      "Decide every decision again from its record alone, and tell which come out otherwise.",
      "Exit code 1 when any does, or cannot be read, or its rules are not at hand."
    },
    mixinStandardHelpOptions = true)
final class AuditReplayCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  SettingsOptions options;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Only the first N decisions, in the order of their ids.")
  long limit = Long.MAX_VALUE;

  @Option(
      names = "--under",
      paramLabel = "VERSION",
      description = "Decide by this version in place of each decision's own: what would differ.")
  @Nullable String version;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new UsageException("--limit is %d, and 1 is the least.".formatted(limit));
    }
    DriftReport report = replayed();
    print(spec.commandLine().getOut(), report);
    return report.clean() ? RootCommand.FINE : RootCommand.FINDINGS;
  }

  private DriftReport replayed() {
    try (Node node = Node.startBeside(options.read(System.getenv()), Clock.systemUTC());
        ProgressBar bar = Progress.of("Replaying", "decisions", 0)) {
      return Node.awaitLongWork(
          node.replay()
              .replay(
                  version,
                  limit,
                  (done, total) -> {
                    bar.maxHint(total);
                    bar.stepTo(done);
                  }));
    }
  }

  /** The report as text. */
  static void print(PrintWriter out, DriftReport report) {
    out.printf(
        "%d decisions: %d came out the same to the byte, %d otherwise%n",
        report.all(), report.same(), report.different());
    if (report.rulesNotHere() > 0) {
      out.printf("%d were made by rules that are not at hand%n", report.rulesNotHere());
    }
    if (report.erased() > 0) {
      out.printf(
          "%d are about customers who were erased since, and cannot be decided again%n",
          report.erased());
    }
    if (report.unreadable() > 0) {
      out.printf("%d cannot be read: the record was damaged%n", report.unreadable());
    }
    if (report.otherBuilds() > 0) {
      out.printf("%d were decided by another build than on record%n", report.otherBuilds());
    }
    report.byVersion().forEach((rules, count) -> out.printf("  %10d  by %s%n", count, cut(rules)));
    if (report.different() > 0) {
      out.printf(
          "Of the %d: %d with another score, %d with another level, %d with another action%n",
          report.different(), report.scores(), report.levels(), report.actions());
      out.println("The first that differ:");
      report.examples().forEach(replay -> print(out, replay));
    }
  }

  private static void print(PrintWriter out, Replay replay) {
    RulebaseRef by = replay.recordedBy();
    out.printf("  %s, %s%n", replay.decisionId(), cut(by.name() + " " + by.version()));
  }

  /** A digest is told by its first twelve digits. */
  private static String cut(String rules) {
    int digest = rules.indexOf("sha256:");
    return digest < 0 ? rules : rules.substring(0, Math.min(rules.length(), digest + 19));
  }
}
