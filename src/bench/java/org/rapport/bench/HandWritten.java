package org.rapport.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Evidence;
import org.rapport.analysis.NormalisationStep;
import org.rapport.analysis.NotChosen;
import org.rapport.analysis.PhaseAnalysis;
import org.rapport.analysis.RuleCard;
import org.rapport.analysis.ScoreAnalysis;
import org.rapport.model.DecisionBasis;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Millionths;
import org.rapport.model.ScorePoint;
import org.rapport.model.SegmentLevel;
import org.rapport.rules.check.Catalogue;

/**
 * The subscription rulebase as a programmer would write it down: plain Java, one pass, the same
 * analysis to the last character. Changing a rule means changing this class; that is what an engine
 * is for, and what its cost is measured against.
 */
final class HandWritten {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final long REFERENCE = 100 * Millionths.ONE;

  private final HandHistory.Names names;
  private final HandActions actions;
  private final HandWeights weights = new HandWeights();
  private final List<RuleCard> cards;

  /**
   * @param cards the rulebase's cards: constant data
   * @param catalogue constant data as well
   */
  HandWritten(List<RuleCard> cards, Catalogue catalogue) {
    this.names = new HandHistory.Names(catalogue);
    this.actions = new HandActions(catalogue);
    this.cards = List.copyOf(cards);
    HandRule[] rules = HandRule.values();
    for (int i = 0; i < Math.max(rules.length, cards.size()); i++) {
      if (i >= rules.length || i >= cards.size() || !rules[i].id().equals(cards.get(i).id())) {
        throw new IllegalStateException(
            "The subscription rulebase has changed and the hand-written Java has not: rule "
                + (i < cards.size() ? cards.get(i).id() : rules[i].id()));
      }
    }
  }

  /** From what the store yields to the analysis: beside {@code Rulebase.inputs} and decide. */
  DecisionAnalysis decide(DecisionBasis basis) {
    HandHistory now = HandHistory.of(names, basis.timeline(), basis.asOf(), false);
    return decide(
        now == null ? HandHistory.unknown(names, basis.asOf()) : now,
        scoreBefore(basis, WEEK),
        scoreBefore(basis, MONTH),
        basis.wasIn(),
        basis.limit());
  }

  /** From inputs told already to the analysis: beside {@code Rulebase.decide} alone. */
  DecisionAnalysis decide(DecisionInputs inputs) {
    return decide(
        HandHistory.of(names, inputs.history(), inputs.asOf()),
        inputs.sevenDaysBefore(),
        inputs.thirtyDaysBefore(),
        inputs.wasIn(),
        inputs.limit());
  }

  private @Nullable ScorePoint scoreBefore(DecisionBasis basis, Duration earlier) {
    Instant then = basis.asOf().minus(earlier);
    HandHistory history = HandHistory.of(names, basis.timeline(), then, true);
    if (history == null) {
      return null;
    }
    long raw = weights.raw(history, null);
    return new ScorePoint(raw, score(clamped(raw)));
  }

  private DecisionAnalysis decide(
      HandHistory history,
      @Nullable ScorePoint weekBefore,
      @Nullable ScorePoint monthBefore,
      List<SegmentLevel> wasIn,
      int limit) {
    HandSaid said = new HandSaid();
    HandPhase phase = HandPhase.of(history, said);
    long raw = weights.raw(history, said);
    long clamped = clamped(raw);
    int score = score(clamped);
    said.match(
        HandRule.SCALE_REFERENCE,
        "Raw points: " + Millionths.text(raw) + ", against 100 of a very engaged customer.",
        HandSaid.bound("raw", Millionths.text(raw)),
        new Evidence.Fact("RawPoints"));
    String band = band(score, said);
    Integer change7Days = weekBefore == null ? null : score - weekBefore.score();
    Integer change30Days = monthBefore == null ? null : score - monthBefore.score();
    new HandSegments(
            history,
            phase,
            score,
            change7Days == null ? 0 : change7Days,
            change30Days == null ? 0 : change30Days,
            wasIn,
            said)
        .raise();
    HandNextStep.suggest(history, phase, said);
    List<Conclusion.Chosen> chosen = new ArrayList<>();
    List<NotChosen> notChosen = new ArrayList<>();
    said.rank(limit, actions, chosen, notChosen);
    return new DecisionAnalysis(
        new PhaseAnalysis(
            phase.phase(),
            phase.days(),
            phase.rule() == null ? List.of() : List.of(phase.rule().id())),
        history.evidence(),
        new ScoreAnalysis(
            score, raw, REFERENCE, band, change7Days, change30Days, steps(raw, clamped, score)),
        said.rules(cards),
        said.segments(),
        chosen,
        notChosen);
  }

  private static long clamped(long raw) {
    return Math.max(Millionths.ONE, Math.min(100 * Millionths.ONE, raw));
  }

  private static int score(long clamped) {
    return (int) ((clamped + Millionths.ONE / 2) / Millionths.ONE);
  }

  private static List<NormalisationStep> steps(long raw, long clamped, int score) {
    // The reference is 100: scaled points are the raw points.
    return List.of(
        new NormalisationStep("scale", HandRule.SCALE_REFERENCE.id(), raw, raw),
        new NormalisationStep("clamp", null, raw, clamped),
        new NormalisationStep("round", null, clamped, score * Millionths.ONE));
  }

  private static String band(int score, HandSaid said) {
    String text = Integer.toString(score);
    if (score >= 70) {
      return band(HandRule.BAND_THRIVING, "thriving", text, ": 70 or more.", said);
    }
    if (score >= 40) {
      return band(HandRule.BAND_STEADY, "steady", text, ": from 40 to under 70.", said);
    }
    return score >= 15
        ? band(HandRule.BAND_FADING, "fading", text, ": from 15 to under 40.", said)
        : band(HandRule.BAND_SILENT, "silent", text, ": under 15.", said);
  }

  private static String band(
      HandRule rule, String band, String score, String range, HandSaid said) {
    said.match(
        rule,
        "A score of " + score + range,
        HandSaid.bound("s", score),
        new Evidence.Fact("Score"));
    return band;
  }
}
