package org.rapport.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.Decision;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Outcome;
import org.rapport.json.AnswerJson;
import org.rapport.json.RecordBody;
import org.rapport.store.DecisionRecord;

/** Makes decisions into what goes on record. */
final class Records {

  private Records() {}

  static DecisionRecord of(
      Decision decision, Made made, DecisionRequest request, String caller, Instant receivedAt) {
    return new DecisionRecord(
        new DecisionRecord.Header(
            decision.decisionId(),
            caller,
            decision.asOf(),
            receivedAt,
            decision.decidedAt(),
            decision.rulebase(),
            made.outcome() instanceof Outcome.Fallback),
        decision.customerId(),
        AnswerJson.decision(decision, request.explain()),
        new RecordBody(request.explain(), made.inputs(), made.outcome()).bytes(),
        summary(made.outcome()),
        RequestKeys.of(request));
  }

  private static DecisionRecord.@Nullable Summary summary(Outcome outcome) {
    if (!(outcome instanceof Outcome.Decided decided)) {
      return null;
    }
    DecisionAnalysis analysis = decided.analysis();
    return new DecisionRecord.Summary(
        analysis.score().value(),
        analysis.score().rawMillionths(),
        analysis.score().band(),
        analysis.phase().phase().name(),
        analysis.evidence().word(),
        analysis.segments().stream().map(Conclusion.InSegment::segment).toList(),
        analysis.actions().isEmpty() ? null : analysis.actions().get(0).action());
  }
}
