package org.rapport.command;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.PopulationReading;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands about the population have in common: by which rules, and how it is told. */
final class PopulationOptions {
  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli before the command is called
  SettingsOptions settings;

  @Option(
      names = "--rulebase",
      paramLabel = "NAME",
      description = "The rulebase (default: RAPPORT_DEFAULT_RULEBASE).")
  @Nullable String rulebase;

  @Option(names = "--json", description = "Print the answer as the API gives it.")
  boolean json;

  @Option(names = "--csv", description = "Print lines for a spreadsheet.")
  boolean csv;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write a page with charts, which needs no network.")
  @Nullable Path html;

  /** Before anything is begun. */
  void check() {
    if (json && csv) {
      throw new UsageException("Say --json or --csv, not both.");
    }
  }

  /** Asks about the population, which may mean deciding about everybody, with progress shown. */
  <T> T found(Clock clock, BiFunction<PopulationReading, LongConsumer, Future<T>> question) {
    try (Node node = Node.startBeside(settings.read(System.getenv()), clock);
        ProgressBar bar = Progress.of("Deciding", "customers", -1)) {
      return Node.awaitLongWork(question.apply(node.population(), bar::stepTo));
    }
  }

  /** Writes the page, if one was asked for, and prints it in the form asked for. */
  void print(
      PrintWriter out,
      Supplier<String> asPage,
      Supplier<byte[]> asJson,
      Supplier<List<String>> asCsv,
      Supplier<List<String>> asText) {
    if (html != null) {
      write(html, asPage.get());
    }
    if (json) {
      out.println(new String(asJson.get(), StandardCharsets.UTF_8));
    } else {
      (csv ? asCsv : asText).get().forEach(out::println);
    }
    out.flush();
  }

  /** Writes a page. */
  static void write(Path file, String page) {
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new UsageException(
          "%s cannot be written.%nMaybe its folder is not there.".formatted(file));
    }
  }
}
