package org.rapport.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is asked of an impact, and how it is printed. */
final class ImpactOptions {
  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  AsOfOption asOf;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "About how many customers to decide about (default: all, up to 200000).")
  @Nullable Integer sample;

  @Option(names = "--json", description = "Print the result as the API gives it.")
  boolean json;

  /** Throws when they cannot be meant. */
  void check() {
    if (sample != null && sample < 1) {
      throw new UsageException("--sample is %d, but must be at least 1.".formatted(sample));
    }
  }
}
