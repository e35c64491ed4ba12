package org.rapport.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Value;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;

/** What each rule's points come to, by rule id, in millionths. */
final class RulePoints {
  private static final int TIMEOUT_MS = 10_000;

  private RulePoints() {}

  /** In an analysis. */
  static Map<String, Long> of(DecisionAnalysis analysis) {
    Map<String, Long> points = new TreeMap<>();
    for (RuleAnalysis rule : analysis.rules()) {
      points.put(rule.card().id(), rule.points());
    }
    return points;
  }

  /** Of a history as of an instant; none when the rules cannot decide. */
  static Map<String, Long> of(
      Rulebase rulebase, CustomerHistory history, Instant asOf, SortedMap<String, Value> context) {
    // Points depend on neither earlier scores nor earlier segments.
    DecisionInputs inputs =
        new DecisionInputs(asOf, history, null, null, List.of(), List.of(), context, null, null, 1);
    return rulebase.decide(inputs, Deadline.inMs(TIMEOUT_MS)) instanceof Outcome.Decided decided
        ? of(decided.analysis())
        : Map.of();
  }
}
