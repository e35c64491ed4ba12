package org.rapport.statistics;

import java.util.List;

/**
 * One way to make scores of raw points, and what it would make of the customers.
 *
 * @param form {@code reference}, {@code saturating} or {@code percentiles}
 * @param statement the line of the rule: {@code scale.againstReference( 100 );}
 * @param bands how many customers would be in each band, highest band first
 */
public record ScaleChoice(String form, String statement, List<BandCount> bands) {
  public ScaleChoice {
    bands = List.copyOf(bands);
  }

  /** A band and how many customers are in it. */
  public record BandCount(String band, long customers) {}
}
