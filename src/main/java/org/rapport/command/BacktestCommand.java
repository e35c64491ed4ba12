package org.rapport.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Backtest;
import org.rapport.ingest.ImportFailedException;
import org.rapport.ingest.OutcomeFile;
import org.rapport.ingest.TableFile;
import org.rapport.ingest.TableLine;
import org.rapport.json.BacktestJson;
import org.rapport.model.RulebaseRef;
import org.rapport.statistics.Anchor;
import org.rapport.statistics.Observations;
import org.rapport.statistics.RankArea;
import org.rapport.statistics.TaskFigures;
import org.rapport.statistics.TaskReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares what the rules would have said with what happened. */
@Command(
    name = "backtest",
    description = {
      "Decide as of past dates, with nothing later visible, and compare with what happened.",
      "Writes no decision. Lines that cannot be used are named and counted."
    },
    mixinStandardHelpOptions = true)
final class BacktestCommand implements Callable<Integer> {
  /** The most anchors read. */
  private static final int MAX_ANCHORS = 1_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  SettingsOptions options;

  @Option(
      names = "--outcomes",
      required = true,
      paramLabel = "FILE",
      description = "CSV, also .gz, with the columns task, customerId, cutoff, outcome (1 or 0).")
  @SuppressWarnings("NullAway.Init")
  Path outcomes;

  @Option(
      names = "--anchors",
      paramLabel = "FILE",
      description =
          "What else to compare with: CSV with the columns task, name, auc and, where known, standardError.")
  @Nullable Path anchors;

  @Option(names = "--task", paramLabel = "NAME", description = "Only this task; may be repeated.")
  List<String> tasks = new ArrayList<>();

  @Option(
      names = "--half",
      paramLabel = "HALF",
      description = "Only half 0 or 1 of the customers (default both): tune on one, judge on both.")
  String half = "both";

  @Option(
      names = "--rulebase",
      paramLabel = "NAME",
      description = "The rulebase (default: RAPPORT_DEFAULT_RULEBASE).")
  @Nullable String rulebase;

  @Option(names = "--json", description = "Print everything as JSON.")
  boolean json;

  @Override
  public Integer call() {
    Integer oneHalf = oneHalf();
    Set<String> asked = new LinkedHashSet<>(tasks);
    List<Anchor> compared = anchors == null ? List.of() : anchors(anchors);
    long rows = OutcomeLines.count(outcomes, asked, oneHalf);
    try (OutcomeLines lines = new OutcomeLines(outcomes, asked, oneHalf);
        Node node = Node.startBeside(options.read(System.getenv()), Clock.systemUTC())) {
      Map<String, Observations> seen = run(node, lines, rows);
      lines.shown().forEach(spec.commandLine().getErr()::println);
      if (seen.isEmpty()) {
        throw new UsageException(nothing(lines));
      }
      RulebaseRef ref = node.rulebases().get(rulebase).ref();
      List<TaskReport> reports =
          seen.entrySet().stream()
              .map(each -> report(each.getKey(), each.getValue(), compared, oneHalf))
              .toList();
      PrintWriter out = spec.commandLine().getOut();
      BacktestJson report = new BacktestJson(ref, oneHalf, lines.unusable(), reports);
      if (json) {
        out.println(new String(report.bytes(), StandardCharsets.UTF_8));
      } else {
        BacktestText.of(report).forEach(out::println);
      }
      return lines.unusable().isEmpty() ? RootCommand.FINE : RootCommand.FINDINGS;
    }
  }

  private @Nullable Integer oneHalf() {
    return switch (half) {
      case "0" -> 0;
      case "1" -> 1;
      case "both" -> null;
      default ->
          throw new UsageException(
              "--half is \"%s\".%nMaybe you meant 0, 1 or both.".formatted(half));
    };
  }

  private static List<Anchor> anchors(Path path) {
    List<Anchor> read = new ArrayList<>();
    try (TableFile<Anchor> file = OutcomeFile.openAnchors(path)) {
      Optional<TableLine<Anchor>> next = file.next();
      while (next.isPresent()) {
        Anchor anchor = next.get().value();
        if (anchor == null || read.size() == MAX_ANCHORS) {
          throw new UsageException(
              "%s, line %d: %s"
                  .formatted(
                      path,
                      next.get().line(),
                      anchor == null
                          ? next.get().message()
                          : "there are more than %d anchors.".formatted(MAX_ANCHORS)));
        }
        read.add(anchor);
        next = file.next();
      }
    } catch (ImportFailedException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    return read;
  }

  private Map<String, Observations> run(Node node, OutcomeLines lines, long rows) {
    try (ProgressBar bar = Progress.of("Deciding", "rows", rows)) {
      return Node.awaitLongWork(
          node.backtest()
              .run(
                  rulebase,
                  lines,
                  new Backtest.Listener() {
                    @Override
                    public void unusable(long line, String problem, String message) {
                      lines.unusable(line, problem, message);
                    }

                    @Override
                    public void at(long done) {
                      bar.stepTo(done);
                    }
                  }));
    } catch (IllegalArgumentException tooMuch) {
      throw new UsageException(String.valueOf(tooMuch.getMessage()));
    }
  }

  private String nothing(OutcomeLines lines) {
    return lines.otherTasks().isEmpty()
        ? "There is no usable line in %s.%nMaybe its customers were not imported, or it is for another rulebase's events."
            .formatted(outcomes)
        : "There is no usable line of the task %s in %s.%nMaybe you meant one of these: %s."
            .formatted(String.join(", ", tasks), outcomes, String.join(", ", lines.otherTasks()));
  }

  private static TaskReport report(
      String task, Observations seen, List<Anchor> anchors, @Nullable Integer oneHalf) {
    TaskFigures all = seen.all();
    SortedMap<Integer, TaskFigures> halves = new TreeMap<>();
    if (oneHalf == null) {
      halves.put(0, seen.half(0));
      halves.put(1, seen.half(1));
    }
    RankArea ours = all.raw();
    List<Anchor.Comparison> beside =
        ours == null
            ? List.of()
            : anchors.stream()
                .filter(anchor -> anchor.task().equals(task))
                .map(anchor -> anchor.beside(ours))
                .toList();
    return new TaskReport(task, seen.question(), all, halves, beside);
  }
}
