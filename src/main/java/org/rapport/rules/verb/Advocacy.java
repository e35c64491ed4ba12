package org.rapport.rules.verb;

import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.rules.fact.Fact;

/** The verbs of the advocacy stage: how likely the customer is to recommend us. */
public final class Advocacy extends SegmentVerbs {
  public Advocacy() {
    super("advocacy", Segment.ADVOCACY);
  }

  /** The rule that speaks next, and what it bound. */
  public Advocacy match(int rule, Object... bound) {
    begin(rule, bound);
    return this;
  }

  /** The customer is likely to. */
  public void likely(Fact fact) {
    raise(Level.LIKELY);
  }

  /** The customer may. */
  public void possible(Fact fact) {
    raise(Level.POSSIBLE);
  }

  /** The customer is unlikely to. */
  public void unlikely(Fact fact) {
    raise(Level.UNLIKELY);
  }
}
