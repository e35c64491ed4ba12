package org.rapport.rules.verb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rapport.model.Level;
import org.rapport.model.Segment;

/** The verbs of one segment stage: each raises the level, and the highest wins. */
public abstract sealed class SegmentVerbs extends Facade
    permits TrialConversion, ChurnRisk, Upsell, Advocacy, TrainingNeed {
  private final Segment segment;
  private final List<Raise> raises = new ArrayList<>();

  SegmentVerbs(String global, Segment segment) {
    super(global);
    this.segment = segment;
  }

  /** A match that speaks for a level. */
  public record Raise(Match match, Level level) {}

  final void raise(Level level) {
    raises.add(new Raise(speaking(), level));
  }

  /** The segment it is about. */
  public Segment segment() {
    return segment;
  }

  /** Everything said, in no particular order. */
  public List<Raise> raises() {
    return Collections.unmodifiableList(raises);
  }
}
