package org.rapport.command;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rapport.audit.Export;
import org.rapport.json.BundleLine;
import org.rapport.store.LogTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the record with its proofs as JSON lines. */
@Command(
    name = "export",
    description =
        "Write the record with its proofs as JSON lines; broken off, it goes on when run again.",
    mixinStandardHelpOptions = true)
final class AuditExportCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  SettingsOptions options;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file; when a part of the same export is in it, that stays.")
  @SuppressWarnings("NullAway.Init")
  Path file;

  @Option(names = "--from", paramLabel = "TIME", description = "From this instant on.")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Up to this instant.")
  @Nullable String to;

  @Option(
      names = "--opened",
      description = "With what was said about each customer, not only that it was said.")
  boolean opened;

  @Option(
      names = "--tree",
      paramLabel = "TREE",
      defaultValue = "decisions",
      description = "decisions, or changes (keys and published rules).")
  @SuppressWarnings("NullAway.Init")
  String tree;

  @Override
  public Integer call() {
    LogTree which = tree();
    Instant begin = from == null ? null : Instants.of("--from", from);
    Instant end = to == null ? null : Instants.of("--to", to);
    Part part = part();
    Export.Question question =
        new Export.Question(which, begin, end, opened, part.after(), part.size());
    try (Node node = Node.startBeside(options.read(System.getenv()), Clock.systemUTC());
        OutputStream out =
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      Node.await(node.sequencing().all());
      Node.awaitLongWork(node.auditing().export().write(question, lines -> written(out, lines)));
      PrintWriter said = spec.commandLine().getOut();
      said.printf("Written to %s%n", file);
      said.printf(
          "Verify it: rapport audit verify %s --key '%s'%n", file, node.auditing().proofs().key());
      said.flush();
    } catch (Export.NothingToExportException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UsageException("The file %s cannot be written: %s".formatted(file, e));
    }
    return RootCommand.FINE;
  }

  private LogTree tree() {
    for (LogTree each : LogTree.values()) {
      if (each.word().equals(tree)) {
        return each;
      }
    }
    throw new UsageException("--tree is \"%s\", but must be decisions or changes.".formatted(tree));
  }

  private static Future<Void> written(OutputStream out, byte[] lines) {
    try {
      out.write(lines);
      return Future.succeededFuture();
    } catch (IOException e) {
      return Future.failedFuture(new UncheckedIOException(e));
    }
  }

  /** How far an export has come that was broken off; nothing when there is none. */
  private record Part(@Nullable Long after, @Nullable Long size) {}

  /** Cuts the file behind the last leaf but one: whatever followed it is written again. */
  private Part part() {
    if (!Files.exists(file)) {
      return new Part(null, null);
    }
    try (RandomAccessFile part = new RandomAccessFile(file.toFile(), "rw")) {
      long size = -1;
      long position = -1;
      long lastLeaf = 0;
      long at = 0;
      for (String line = part.readLine(); line != null; line = part.readLine()) {
        boolean whole = part.getFilePointer() - at > line.length();
        if (!whole) {
          break;
        }
        BundleLine read = BundleLine.read(line.getBytes(StandardCharsets.ISO_8859_1));
        if (read instanceof BundleLine.Head head) {
          size = head.size();
        } else if (read instanceof BundleLine.End) {
          throw new UsageException(
              "The file %s holds a whole export.%nMaybe name another one.".formatted(file));
        } else if (leaf(read) >= 0) {
          position = leaf(read);
          lastLeaf = at;
        }
        at = part.getFilePointer();
      }
      part.setLength(lastLeaf);
      return position < 1 || size < 0 ? begunAnew(part) : new Part(position - 1, size);
    } catch (IllegalArgumentException | IOException e) {
      throw new UsageException(
          "The file %s is there and is no export: %s%nMaybe name another one."
              .formatted(file, e.getMessage()));
    }
  }

  private static Part begunAnew(RandomAccessFile part) throws IOException {
    part.setLength(0);
    return new Part(null, null);
  }

  private static long leaf(BundleLine line) {
    if (line instanceof BundleLine.Decision decision) {
      return decision.position();
    }
    return line instanceof BundleLine.Entry entry ? entry.position() : -1;
  }
}
