package org.rapport.rules.verb;

import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.rules.fact.Fact;

/** The verbs of the upsell stage: whether the customer would take more. */
public final class Upsell extends SegmentVerbs {
  public Upsell() {
    super("upsell", Segment.UPSELL);
  }

  /** The rule that speaks next, and what it bound. */
  public Upsell match(int rule, Object... bound) {
    begin(rule, bound);
    return this;
  }

  /** The customer is ready for more. */
  public void ready(Fact fact) {
    raise(Level.READY);
  }

  /** The customer is not ready yet. */
  public void notYet(Fact fact) {
    raise(Level.NOT_YET);
  }
}
