package org.rapport.rules;

import java.util.List;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.NormalisationStep;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.analysis.ScoreAnalysis;
import org.rapport.model.Millionths;

/** What must hold of every analysis: checked on each, because people are told it is exact. */
final class AnalysisCheck {
  private AnalysisCheck() {}

  static void check(DecisionAnalysis analysis) {
    ScoreAnalysis score = analysis.score();
    long sum = 0;
    for (RuleAnalysis rule : analysis.rules()) {
      sum = Math.addExact(sum, rule.points());
    }
    require(sum == score.rawMillionths(), "the rules' points do not sum to the raw points");
    List<NormalisationStep> steps = score.steps();
    long value = score.rawMillionths();
    for (NormalisationStep step : steps) {
      require(step.before() == value, "a normalisation step does not begin where the last ended");
      value = step.after();
    }
    require(value == score.value() * Millionths.ONE, "the last step does not end at the score");
    require(score.value() >= 1 && score.value() <= 100, "the score is not from 1 to 100");
    require(
        analysis.segments().stream().noneMatch(segment -> segment.rules().isEmpty()),
        "a segment has no rule behind it");
    require(!analysis.actions().isEmpty(), "there is no action");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new DecisionStoppedException(
          DecisionStoppedException.RULE_FAILED, "The analysis does not add up: " + otherwise + ".");
    }
  }
}
