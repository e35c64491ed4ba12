package org.rapport.json;

import org.jspecify.annotations.Nullable;
import org.rapport.statistics.Difference;

/** A difference with its interval. */
final class DifferenceJson {
  private DifferenceJson() {}

  /** Writes it, or null where there are too few to tell. */
  static void write(JsonOut out, String name, @Nullable Difference difference) {
    if (difference == null) {
      out.nothing(name);
      return;
    }
    out.object(
        name,
        fields ->
            fields
                .measure("estimate", difference.estimate())
                .measure("low", difference.interval().low())
                .measure("high", difference.interval().high())
                .flag("found", difference.found()));
  }
}
