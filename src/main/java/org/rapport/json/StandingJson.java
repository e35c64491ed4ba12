package org.rapport.json;

import org.jspecify.annotations.Nullable;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.population.Standing;
import org.rapport.population.Standing.Verdict;

/** How one customer stands, in short. */
final class StandingJson {
  private StandingJson() {}

  /** Writes the customer's fields; a customer whom the rules could not decide about has nulls. */
  static void write(JsonOut out, Standing standing) {
    out.text("customerId", standing.customerId());
    verdict(out, standing.verdict());
  }

  static void verdict(JsonOut out, @Nullable Verdict verdict) {
    if (verdict == null) {
      out.nothing("score").nothing("raw").nothing("band").nothing("phase").nothing("segments");
      return;
    }
    out.number("score", verdict.score())
        .decimal("raw", verdict.rawMillionths())
        .text("band", verdict.band())
        .text("phase", verdict.phase().name())
        .object(
            "segments",
            fields -> {
              for (Segment segment : Segment.values()) {
                Level level = verdict.level(segment);
                if (level != null) {
                  fields.text(segment.word(), level.word());
                }
              }
            });
  }
}
