package org.rapport.rules;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.DecisionAnalysis;
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
  private final CustomerFacts customer;
  private final Map<Turn, SeenFacts> seen = new EnumMap<>(Turn.class);
  private @Nullable SeenFacts alike;

  DecisionFacts(RulebaseParts parts, DecisionInputs inputs, DecisionAnalysis analysis) {
    this.parts = parts;
    this.inputs = inputs;
    this.analysis = analysis;
    this.customer = new CustomerFacts(parts.catalogue(), inputs.history(), inputs.asOf());
  }

  /** All that the rules of a turn saw. */
  SeenFacts seenIn(Turn turn) {
    return seen.computeIfAbsent(turn, this::seen);
  }

  private SeenFacts seen(Turn turn) {
    List<Fact> facts = new ArrayList<>();
    if (turn != Turn.LIFECYCLE) {
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
    if (turn == Turn.LIFECYCLE && parts.needs().asksFor(CustomerBeforePhase.class)) {
      facts.add(customer.customerBeforePhase());
    }
    return seenInAll().and(facts);
  }

  /** What the rules of every turn see: counting days up takes most of the time. */
  private SeenFacts seenInAll() {
    SeenFacts known = alike;
    if (known == null) {
      List<Fact> facts = customer.beforePhase(parts.needs(), inputs.context());
      facts.removeIf(CustomerBeforePhase.class::isInstance);
      known = new SeenFacts(facts);
      alike = known;
    }
    return known;
  }
}
