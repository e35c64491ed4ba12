package org.rapport.command;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The instant that a command looks at. */
final class AsOfOption {
  @Option(
      names = "--as-of",
      paramLabel = "INSTANT",
      description = "A date (its midnight UTC) or an instant; default now.")
  @Nullable String asOf;

  /** The instant that was named, or now. */
  Instant instant(Clock clock) {
    return Instants.orNow("--as-of", asOf, clock);
  }
}
