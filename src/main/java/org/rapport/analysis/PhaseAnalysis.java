package org.rapport.analysis;

import java.util.List;
import org.rapport.model.Phase;

/**
 * The lifecycle phase.
 *
 * @param daysInPhase whole days since it began
 * @param rules the rules that say so; empty for a customer no rule matches (a prospect)
 */
public record PhaseAnalysis(Phase phase, int daysInPhase, List<String> rules) {
  public PhaseAnalysis {
    rules = List.copyOf(rules);
  }
}
