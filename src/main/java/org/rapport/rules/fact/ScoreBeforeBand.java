package org.rapport.rules.fact;

import java.math.BigDecimal;
import org.rapport.model.Millionths;

/**
 * What {@code band.*} rules know as {@code Score}: the band is what they conclude.
 *
 * @param value 1 to 100
 * @param rawMillionths raw points, in millionths
 * @param change7Days score now minus seven days before; 0 when the customer was not known then
 * @param change30Days the same for thirty days
 */
public record ScoreBeforeBand(int value, long rawMillionths, int change7Days, int change30Days)
    implements Fact {
  @Override
  public String word() {
    return "Score";
  }

  /** The exact raw points. */
  public BigDecimal raw() {
    return Millionths.decimal(rawMillionths);
  }
}
