package org.rapport.rules.verb;

import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.rules.fact.Fact;

/** The verbs of the training need stage: whether the customer needs help to get value. */
public final class TrainingNeed extends SegmentVerbs {
  public TrainingNeed() {
    super("trainingNeed", Segment.TRAINING_NEED);
  }

  /** The rule that speaks next, and what it bound. */
  public TrainingNeed match(int rule, Object... bound) {
    begin(rule, bound);
    return this;
  }

  /** Training is likely to be needed. */
  public void likely(Fact fact) {
    raise(Level.LIKELY);
  }

  /** It may be. */
  public void possible(Fact fact) {
    raise(Level.POSSIBLE);
  }

  /** It is unlikely to be. */
  public void unlikely(Fact fact) {
    raise(Level.UNLIKELY);
  }
}
