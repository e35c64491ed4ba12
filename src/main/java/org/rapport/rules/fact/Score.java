package org.rapport.rules.fact;

import java.math.BigDecimal;
import org.rapport.model.Millionths;

/**
 * The customer engagement score, from the moment its band is known.
 *
 * @param value 1 to 100
 * @param rawMillionths raw points, in millionths
 * @param band the band's name; empty when the rulebase has none
 * @param change7Days score now minus seven days before; 0 when the customer was not known then
 * @param change30Days the same for thirty days
 */
public record Score(int value, long rawMillionths, String band, int change7Days, int change30Days)
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
