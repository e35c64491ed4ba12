package org.rapport.rules.fact;

import java.math.BigDecimal;
import org.rapport.model.Millionths;

/**
 * The sum of all points.
 *
 * @param valueMillionths in millionths; may be negative
 */
public record RawPoints(long valueMillionths) implements Fact {
  @Override
  public String word() {
    return "RawPoints";
  }

  /** The exact sum. */
  public BigDecimal value() {
    return Millionths.decimal(valueMillionths);
  }
}
