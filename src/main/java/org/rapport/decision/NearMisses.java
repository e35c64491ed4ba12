package org.rapport.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.WhyNot;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Explain;
import org.rapport.rules.Rulebase;

/** The near misses that a full explanation tells. */
final class NearMisses {

  private NearMisses() {}

  /** The rules that one condition kept from matching; null unless there is a full explanation. */
  static @Nullable List<WhyNot> of(
      Rulebase rulebase, @Nullable DecisionInputs inputs, Outcome outcome, Explain depth) {
    return depth == Explain.FULL && inputs != null && outcome instanceof Outcome.Decided decided
        ? rulebase.nearMisses(inputs, decided.analysis())
        : null;
  }
}
