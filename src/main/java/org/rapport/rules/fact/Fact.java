package org.rapport.rules.fact;

/** A word that rules may test: something that holds for one customer as of an instant. */
public sealed interface Fact
    permits Activity,
        AllActivity,
        Attribute,
        Contact,
        Customer,
        CustomerBeforePhase,
        RawPoints,
        Score,
        ScoreBeforeBand,
        Segment,
        WasIn {

  /** The word rules know it by: {@code Activity}. */
  String word();

  /** Whole days since it began; 0 for what holds only as of the decision itself. */
  default int beganDaysAgo() {
    return 0;
  }
}
