package org.rapport.rules.verb;

import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.rules.fact.Fact;

/** The verbs of the churn risk stage: how close the customer is to leaving. */
public final class ChurnRisk extends SegmentVerbs {
  public ChurnRisk() {
    super("churnRisk", Segment.CHURN_RISK);
  }

  /** The rule that speaks next, and what it bound. */
  public ChurnRisk match(int rule, Object... bound) {
    begin(rule, bound);
    return this;
  }

  /** The risk is high. */
  public void high(Fact fact) {
    raise(Level.HIGH);
  }

  /** The risk is medium. */
  public void medium(Fact fact) {
    raise(Level.MEDIUM);
  }

  /** The risk is low. */
  public void low(Fact fact) {
    raise(Level.LOW);
  }
}
