package org.rapport.json;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.Decision;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.NotChosen;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.ScoreAnalysis;
import org.rapport.analysis.WhyNot;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Explain;
import org.rapport.model.RulebaseRef;

/**
 * The answer to a caller who asked for a decision.
 *
 * <p>A fallback has the same fields: {@code score} and {@code phase} are {@code null}, the default
 * action is the one action, and {@code fallbackCode} and {@code fallbackReason} say why.
 */
public final class AnswerJson {

  private AnswerJson() {}

  /** The answer of a decision on record, without near misses. */
  public static byte[] decision(Decision decision, Explain depth) {
    return decision(decision, depth, null);
  }

  /**
   * The answer of a decision on record, with its explanation unless the depth is NONE.
   *
   * @param nearMisses part of the explanation at FULL; null when they are not known
   */
  public static byte[] decision(
      Decision decision, Explain depth, @Nullable List<WhyNot> nearMisses) {
    return JsonOut.objectBytes(
        out -> {
          out.text("decisionId", decision.decisionId().toString());
          fields(
              out,
              decision.customerId(),
              decision.asOf(),
              decision.decidedAt(),
              decision.rulebase(),
              decision.outcome(),
              depth,
              nearMisses);
        });
  }

  /** The answer to facts given inline: the same without an id, since it is not on record. */
  public static byte[] evaluation(
      String customerId,
      Instant asOf,
      Instant decidedAt,
      RulebaseRef rulebase,
      Outcome outcome,
      Explain depth) {
    return evaluation(customerId, asOf, decidedAt, rulebase, outcome, depth, null);
  }

  /** The same, with near misses at FULL; null when they are not known. */
  public static byte[] evaluation(
      String customerId,
      Instant asOf,
      Instant decidedAt,
      RulebaseRef rulebase,
      Outcome outcome,
      Explain depth,
      @Nullable List<WhyNot> nearMisses) {
    return JsonOut.objectBytes(
        out -> fields(out, customerId, asOf, decidedAt, rulebase, outcome, depth, nearMisses));
  }

  private static void fields(
      JsonOut out,
      String customerId,
      Instant asOf,
      Instant decidedAt,
      RulebaseRef rulebase,
      Outcome outcome,
      Explain depth,
      @Nullable List<WhyNot> nearMisses) {
    out.text("customerId", customerId).instant("asOf", asOf).instant("decidedAt", decidedAt);
    if (outcome instanceof Outcome.Decided decided) {
      decided(out, decided.analysis());
    } else if (outcome instanceof Outcome.Fallback fallback) {
      fallback(out, fallback);
    }
    if (depth != Explain.NONE) {
      out.object(
          "explanation",
          fields -> ExplanationJson.fields(fields, customerId, asOf, outcome, depth, nearMisses));
    }
    out.rulebase("rulebase", rulebase);
    if (outcome instanceof Outcome.Fallback fallback) {
      out.flag("fallback", true)
          .text("fallbackCode", fallback.code())
          .text("fallbackReason", fallback.reason());
    } else {
      out.flag("fallback", false);
    }
    // No control groups yet: nobody is kept from an action for comparison.
    out.flag("controlGroup", false);
  }

  private static void decided(JsonOut out, DecisionAnalysis analysis) {
    out.object("score", fields -> score(fields, analysis.score(), analysis.evidence()))
        .text("phase", analysis.phase().phase().name())
        .objects("segments", analysis.segments(), AnswerJson::segment)
        .objects("actions", analysis.actions(), AnswerJson::action)
        .objects("notChosen", analysis.notChosen(), AnswerJson::notChosen);
  }

  private static void fallback(JsonOut out, Outcome.Fallback fallback) {
    Conclusion.Chosen defaultAction =
        new Conclusion.Chosen(
            fallback.defaultAction(),
            1,
            0,
            fallback.payloadJson(),
            List.of(),
            List.of(fallback.reason()));
    out.nothing("score")
        .nothing("phase")
        .objects("segments", List.<Conclusion.InSegment>of(), AnswerJson::segment)
        .objects("actions", List.of(defaultAction), AnswerJson::action)
        .objects("notChosen", List.<NotChosen>of(), AnswerJson::notChosen);
  }

  private static void score(JsonOut out, ScoreAnalysis score, EvidenceLevel evidence) {
    out.number("value", score.value())
        .decimal("raw", score.rawMillionths())
        .decimal("reference", score.referenceMillionths())
        .text("band", score.band())
        .number("change7Days", score.change7Days())
        .number("change30Days", score.change30Days())
        .text("evidence", evidence.word());
  }

  static void segment(JsonOut out, Conclusion.InSegment in) {
    out.text("segment", in.segment().segment().word())
        .text("level", in.segment().level().word())
        .texts("rules", in.rules())
        .texts("reasons", in.reasons());
  }

  private static void action(JsonOut out, Conclusion.Chosen chosen) {
    out.text("action", chosen.action())
        .number("rank", chosen.rank())
        .decimal("priority", chosen.priorityMillionths())
        .texts("rules", chosen.rules())
        .texts("reasons", chosen.reasons())
        .json("payload", chosen.payloadJson());
  }

  private static void notChosen(JsonOut out, NotChosen notChosen) {
    out.text("action", notChosen.action())
        .text("reason", notChosen.reason())
        .text("rule", notChosen.rule());
  }
}
