package org.rapport.command;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.rapport.ingest.ImportBatch;
import org.rapport.ingest.ImportBatch.RejectedLine;
import org.rapport.ingest.ImportFailedException;
import org.rapport.ingest.ImportFile;
import org.rapport.ingest.ImportReader;
import org.rapport.model.IntakeResult;
import org.rapport.model.Rejection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings in files of events. */
@Command(
    name = "import",
    description =
        "Bring in events from JSONL or CSV files, also .gz. Importing twice changes nothing.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  /** How many batches are on their way to the database at one time. */
  private static final int IN_FLIGHT = 4;

  /** How many rejected lines are shown; the rejects file has all. */
  private static final int SHOWN_REJECTS = 20;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  SettingsOptions options;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description =
          "Write the rejected lines as they stand to this file, to be mended and imported.")
  @Nullable Path rejectsFile;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files.")
  @SuppressWarnings("NullAway.Init")
  List<Path> files;

  private long accepted;
  private long duplicates;
  private long rejected;

  @Override
  public Integer call() throws IOException {
    Settings settings = options.read(System.getenv());
    try (Node node = Node.startBeside(settings, Clock.systemUTC());
        PrintWriter rejects =
            rejectsFile == null
                ? null
                : new PrintWriter(Files.newBufferedWriter(rejectsFile, StandardCharsets.UTF_8))) {
      long startedNanos = System.nanoTime();
      for (Path file : files) {
        bringIn(node, file, rejects);
      }
      double seconds = (System.nanoTime() - startedNanos) / 1e9;
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "%d accepted, %d duplicate, %d rejected; %.1f s, %.0f lines a second%n",
          accepted, duplicates, rejected, seconds, (accepted + duplicates + rejected) / seconds);
      if (rejected > SHOWN_REJECTS && rejectsFile == null) {
        out.println("Maybe name a file with --rejects to have all rejected lines.");
      }
    }
    return rejected == 0 ? RootCommand.FINE : RootCommand.FINDINGS;
  }

  private record Pending(ImportBatch batch, Future<IntakeResult> result) {}

  private void bringIn(Node node, Path file, @Nullable PrintWriter rejects) {
    Deque<Pending> pending = new ArrayDeque<>();
    try (ImportReader reader = ImportFile.open(file, Clock.systemUTC());
        ProgressBar bar =
            Progress.ofBytes(String.valueOf(file.getFileName()), reader.totalBytes())) {
      Optional<ImportBatch> next = reader.next();
      while (next.isPresent()) {
        pending.add(new Pending(next.get(), node.intake().accept(next.get().batch())));
        if (pending.size() >= IN_FLIGHT) {
          settle(file, pending.remove(), rejects);
        }
        bar.stepTo(reader.bytesRead());
        next = reader.next();
      }
      settleAll(file, pending, rejects);
    } catch (ImportFailedException e) {
      settleAll(file, pending, rejects);
      throw new UsageException(
          "%s, line %d: %s%n%d lines were accepted before."
              .formatted(file, e.line(), e.getMessage(), accepted));
    }
  }

  private void settleAll(Path file, Deque<Pending> pending, @Nullable PrintWriter rejects) {
    while (!pending.isEmpty()) {
      settle(file, pending.remove(), rejects);
    }
  }

  private void settle(Path file, Pending pending, @Nullable PrintWriter rejects) {
    IntakeResult result = Node.await(pending.result());
    accepted += result.accepted();
    duplicates += result.duplicates();
    for (Rejection rejection : result.rejected()) {
      RejectedLine line = pending.batch().rejectedLine(rejection);
      rejected++;
      if (rejected <= SHOWN_REJECTS) {
        spec.commandLine()
            .getErr()
            .printf("%s:%d: %s [%s]%n", file, line.line(), line.message(), line.code());
      }
      if (rejects != null) {
        rejects.println(line.text());
      }
    }
  }
}
