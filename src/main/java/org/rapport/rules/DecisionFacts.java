package org.rapport.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.FactView;
import org.rapport.analysis.ScoreAnalysis;
import org.rapport.model.DecisionInputs;
import org.rapport.model.SegmentLevel;
import org.rapport.rules.fact.Contact;
import org.rapport.rules.fact.CustomerBeforePhase;
import org.rapport.rules.fact.Fact;
import org.rapport.rules.fact.RawPoints;
import org.rapport.rules.fact.Score;
import org.rapport.rules.fact.ScoreBeforeBand;
import org.rapport.rules.fact.Segment;
import org.rapport.rules.fact.WasIn;

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
    int change7Days = orZero(score.change7Days());
    int change30Days = orZero(score.change30Days());
    if (turn.compareTo(Turn.SCALE) >= 0) {
      facts.add(new RawPoints(score.rawMillionths()));
    }
    if (turn == Turn.BAND) {
      facts.add(
          new ScoreBeforeBand(score.value(), score.rawMillionths(), change7Days, change30Days));
    }
    if (turn.compareTo(Turn.SEGMENTS) >= 0) {
      String band = score.band();
      facts.add(
          new Score(
              score.value(),
              score.rawMillionths(),
              band == null ? "" : band,
              change7Days,
              change30Days));
      inputs.wasIn().forEach(was -> facts.add(new WasIn(segment(was), level(was))));
    }
    if (turn == Turn.NEXT_BEST_ACTION) {
      analysis
          .segments()
          .forEach(in -> facts.add(new Segment(segment(in.segment()), level(in.segment()))));
      inputs
          .contacts()
          .forEach(
              each ->
                  facts.add(
                      new Contact(each.action(), each.outcome(), each.channel(), each.daysAgo())));
    }
    return facts.stream().map(FactViews::of).toList();
  }

  private static int orZero(@Nullable Integer change) {
    return change == null ? 0 : change;
  }

  private static String segment(SegmentLevel in) {
    return in.segment().word();
  }

  private static String level(SegmentLevel in) {
    return in.level().word();
  }
}
