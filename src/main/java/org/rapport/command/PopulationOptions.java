package org.rapport.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all commands about the population have in common: by which rules, and how it is told. */
final class PopulationOptions {
  @Option(
      names = "--rulebase",
      paramLabel = "NAME",
      description = "The rulebase (default: RAPPORT_DEFAULT_RULEBASE).")
  @Nullable String rulebase;

  @Option(names = "--json", description = "Print the answer as the API gives it.")
  boolean json;

  @Option(names = "--csv", description = "Print lines for a spreadsheet.")
  boolean csv;

  /** Before anything is begun. */
  void check() {
    if (json && csv) {
      throw new UsageException("Say --json or --csv, not both.");
    }
  }

  /** Prints it in the form asked for. */
  void print(
      PrintWriter out,
      Supplier<byte[]> asJson,
      Supplier<List<String>> asCsv,
      Supplier<List<String>> asText) {
    if (json) {
      out.println(new String(asJson.get(), StandardCharsets.UTF_8));
    } else {
      (csv ? asCsv : asText).get().forEach(out::println);
    }
    out.flush();
  }
}
