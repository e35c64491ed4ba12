package org.rapport.rules.verb;

import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.rules.fact.Fact;

/** The verbs of the trial conversion stage: how ready a trial is to pay. */
public final class TrialConversion extends SegmentVerbs {
  public TrialConversion() {
    super("trialConversion", Segment.TRIAL_CONVERSION);
  }

  /** The rule that speaks next, and what it bound. */
  public TrialConversion match(int rule, Object... bound) {
    begin(rule, bound);
    return this;
  }

  /** The trial is likely to convert. */
  public void likely(Fact fact) {
    raise(Level.LIKELY);
  }

  /** It may. */
  public void possible(Fact fact) {
    raise(Level.POSSIBLE);
  }

  /** It is unlikely to. */
  public void unlikely(Fact fact) {
    raise(Level.UNLIKELY);
  }
}
