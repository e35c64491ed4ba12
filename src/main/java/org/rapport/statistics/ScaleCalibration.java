package org.rapport.statistics;

import java.util.List;

/**
 * How a scale rule stands to the customers it spoke for, and what would fit them.
 *
 * @param rule the rule's id
 * @param file its file
 * @param line where the rule begins, from 1
 * @param raw the raw points of those customers
 * @param present the rule as it is
 * @param proposed each form as it would read, by convention; empty when nobody has points
 */
public record ScaleCalibration(
    String rule,
    String file,
    int line,
    RawDistribution raw,
    ScaleChoice present,
    List<ScaleChoice> proposed) {
  public ScaleCalibration {
    proposed = List.copyOf(proposed);
  }
}
