package org.rapport.rules;

import java.util.ArrayList;
import java.util.List;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.FactView;
import org.rapport.analysis.ScoreAnalysis;
import org.rapport.model.DecisionInputs;
import org.rapport.rules.fact.CustomerBeforePhase;
import org.rapport.rules.fact.Fact;
import org.rapport.rules.fact.RawPoints;

/** The facts that rules saw in a decision, told again from its inputs and its analysis. */
final class DecisionFacts {
  private final RulebaseParts parts;
  private final DecisionInputs inputs;
  private final DecisionAnalysis analysis;

  DecisionFacts(RulebaseParts parts, DecisionInputs inputs, DecisionAnalysis analysis) {
    this.parts = parts;
    this.inputs = inputs;
    this.analysis = analysis;
  }

  /** All that the rules of a turn saw. */
  List<FactView> seenIn(Turn turn) {
    CustomerFacts customer = new CustomerFacts(parts.catalogue(), inputs.history(), inputs.asOf());
    List<Fact> facts = new ArrayList<>(customer.beforePhase(parts.needs(), inputs.context()));
    if (turn != Turn.LIFECYCLE) {
      facts.removeIf(CustomerBeforePhase.class::isInstance);
      facts.add(customer.customer(analysis.phase().phase(), analysis.phase().daysInPhase()));
    }
    ScoreAnalysis score = analysis.score();
    if (turn.compareTo(Turn.SCALE) >= 0) {
      facts.add(new RawPoints(score.rawMillionths()));
    }
    if (turn == Turn.BAND) {
      facts.add(
          ConcludedFacts.scoreBeforeBand(
              score.value(), score.rawMillionths(), score.change7Days(), score.change30Days()));
    }
    if (turn.compareTo(Turn.SEGMENTS) >= 0) {
      facts.add(
          ConcludedFacts.score(
              score.value(),
              score.rawMillionths(),
              score.band(),
              score.change7Days(),
              score.change30Days()));
      facts.addAll(ConcludedFacts.wasIn(inputs));
    }
    if (turn == Turn.NEXT_BEST_ACTION) {
      facts.addAll(
          ConcludedFacts.segments(
              analysis.segments().stream().map(Conclusion.InSegment::segment).toList()));
      facts.addAll(ConcludedFacts.contacts(inputs));
    }
    return facts.stream().map(FactViews::of).toList();
  }
}
