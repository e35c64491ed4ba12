package org.rapport.decision;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.Decision;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Outcome;
import org.rapport.json.AnswerJson;
import org.rapport.json.RecordBody;
import org.rapport.rules.Rulebase;
import org.rapport.store.DecisionRecord;
import org.rapport.store.RulesOnRecord;

/** Makes decisions into what goes on record. */
final class Records {

  /** By the rulebases in use; one that is no longer used is forgotten with it. */
  private final Map<Rulebase, RulesOnRecord> rules =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** What all decisions by a rulebase have in common; the first time takes some milliseconds. */
  RulesOnRecord rules(Rulebase rulebase) {
    return rules.computeIfAbsent(rulebase, RecordDictionary::rules);
  }

  DecisionRecord of(
      Rulebase rulebase,
      Decision decision,
      Made made,
      DecisionRequest request,
      String caller,
      Instant receivedAt) {
    return DecisionRecord.of(
        new DecisionRecord.Header(
            decision.decisionId(),
            caller,
            decision.asOf(),
            receivedAt,
            decision.decidedAt(),
            decision.rulebase(),
            made.outcome() instanceof Outcome.Fallback),
        rules(rulebase),
        decision.customerId(),
        AnswerJson.decision(
            decision,
            request.explain(),
            NearMisses.of(rulebase, made.inputs(), made.outcome(), request.explain())),
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
