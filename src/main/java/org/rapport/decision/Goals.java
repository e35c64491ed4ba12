package org.rapport.decision;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Goal;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;

/** Goals of counterfactuals in the light of what was decided. */
final class Goals {

  private Goals() {}

  /**
   * What a caller asks for.
   *
   * @throws NotInRulesException when the rules do not know the action
   */
  static Goal of(CounterfactualQuestion question, Recalled recalled) {
    if (question instanceof CounterfactualQuestion.OtherLevel other) {
      return new Goal.OtherLevel(other.segment(), level(recalled.analysis(), other.segment()));
    }
    if (question instanceof CounterfactualQuestion.ThisLevel level) {
      return new Goal.ThisLevel(level.segment(), level.level());
    }
    String action = ((CounterfactualQuestion.Action) question).action();
    if (!recalled.rulebase().catalogue().actions().containsKey(action)) {
      throw new NotInRulesException("action", action, recalled.decision().rulebase().name());
    }
    return action.equals(action(recalled.analysis()))
        ? new Goal.OtherAction(action)
        : new Goal.ThisAction(action);
  }

  /**
   * What is worth telling of a decision unasked: each segment's level otherwise, and the action.
   */
  static List<Goal> worthTelling(DecisionAnalysis analysis) {
    List<Goal> goals = new ArrayList<>();
    analysis
        .segments()
        .forEach(
            in -> goals.add(new Goal.OtherLevel(in.segment().segment(), in.segment().level())));
    goals.add(new Goal.OtherAction(action(analysis)));
    return goals;
  }

  private static String action(DecisionAnalysis analysis) {
    return analysis.actions().get(0).action();
  }

  private static @Nullable Level level(DecisionAnalysis analysis, Segment segment) {
    for (Conclusion.InSegment in : analysis.segments()) {
      SegmentLevel level = in.segment();
      if (level.segment() == segment) {
        return level.level();
      }
    }
    return null;
  }
}
