package org.rapport.json;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.model.RulebaseRef;
import org.rapport.model.ScorePoint;

/** A customer's score over time. */
public final class ScoresJson {

  private ScoresJson() {}

  /**
   * The score as of one instant.
   *
   * @param point the score, or null when the rules could not be brought to one
   * @param reason why not, for people; null when there is a score
   */
  public record Row(Instant asOf, @Nullable ScorePoint point, @Nullable String reason) {}

  /** The trend's bytes, one row a day; days on which the customer was not known have none. */
  public static byte[] bytes(
      String customerId, RulebaseRef rulebase, LocalDate from, LocalDate to, List<Row> rows) {
    return JsonOut.objectBytes(
        out ->
            out.text("customerId", customerId)
                .rulebase("rulebase", rulebase)
                .day("from", from)
                .day("to", to)
                .objects("scores", rows, ScoresJson::row));
  }

  private static void row(JsonOut out, Row row) {
    out.instant("asOf", row.asOf());
    ScorePoint point = row.point();
    if (point == null) {
      out.nothing("score").nothing("raw").text("reason", row.reason());
    } else {
      out.number("score", point.score()).decimal("raw", point.rawMillionths());
    }
  }
}
