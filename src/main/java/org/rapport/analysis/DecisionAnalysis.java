package org.rapport.analysis;

import java.util.List;
import org.rapport.model.EvidenceLevel;

/**
 * The whole breakdown of one decision: the contributions sum to the raw points exactly.
 *
 * @param rules every rule of the rulebase in its order (stage, then place in the file)
 * @param segments in the order of {@link org.rapport.model.Segment}
 * @param actions by rank, at least one (the catalogue's default when nothing is suggested, with no
 *     rules)
 * @param notChosen by action id
 */
public record DecisionAnalysis(
    PhaseAnalysis phase,
    EvidenceLevel evidence,
    ScoreAnalysis score,
    List<RuleAnalysis> rules,
    List<Conclusion.InSegment> segments,
    List<Conclusion.Chosen> actions,
    List<NotChosen> notChosen) {
  public DecisionAnalysis {
    rules = List.copyOf(rules);
    segments = List.copyOf(segments);
    actions = List.copyOf(actions);
    notChosen = List.copyOf(notChosen);
  }
}
