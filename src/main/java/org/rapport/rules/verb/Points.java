package org.rapport.rules.verb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rapport.rules.fact.Fact;

/** The verbs of the weights stage: what a match adds to the raw points. */
public final class Points extends Facade {
  private final Fades fades;
  private final List<Award> awards = new ArrayList<>();

  public Points(Fades fades) {
    super("points");
    this.fades = fades;
  }

  /** The rule that speaks next, and what it bound. */
  public Points match(int rule, Object... bound) {
    begin(rule, bound);
    return this;
  }

  /** Points for the fact; the qualifiers say how many. */
  public Award award(Fact fact) {
    return keep(new Award(speaking(), fact, 1, fades));
  }

  /** The same, subtracted. */
  public Award deduct(Fact fact) {
    return keep(new Award(speaking(), fact, -1, fades));
  }

  private Award keep(Award award) {
    awards.add(award);
    return award;
  }

  /** Every award and deduction so far, in no particular order. */
  public List<Award> awards() {
    return Collections.unmodifiableList(awards);
  }
}
