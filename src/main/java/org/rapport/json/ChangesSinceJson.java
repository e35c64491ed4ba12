package org.rapport.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.ChangesSince;
import org.rapport.analysis.ChangesSince.RulePart;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.Decision;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.model.Segment;

/** Two decisions compared, as it is served. */
public final class ChangesSinceJson {

  private ChangesSinceJson() {}

  /** The answer's bytes. */
  public static byte[] bytes(ChangesSince changes) {
    return JsonOut.objectBytes(out -> fields(out, changes));
  }

  static void fields(JsonOut out, ChangesSince changes) {
    out.object("was", fields -> decision(fields, changes.was(), changes.wasAnalysis()))
        .object("is", fields -> decision(fields, changes.is(), changes.isAnalysis()))
        .flag("sameCustomer", changes.sameCustomer())
        .decimal("difference", changes.sum(RulePart::difference))
        .object(
            "parts",
            fields ->
                fields
                    .decimal("lateArrivals", changes.sum(RulePart::lateArrivals))
                    .decimal("passingOfTime", changes.sum(RulePart::passingOfTime))
                    .decimal("behaviour", changes.sum(RulePart::behaviour))
                    .decimal("rulesChanged", changes.sum(RulePart::rulesChanged)))
        .objects("contributions", changes.rules(), ChangesSinceJson::part)
        .objects(
            "segments",
            moves(changes.wasAnalysis(), changes.isAnalysis()),
            (fields, move) ->
                fields
                    .text("segment", move.segment().word())
                    .text("was", move.was())
                    .text("is", move.is()));
  }

  private static void decision(JsonOut out, Decision decision, DecisionAnalysis analysis) {
    out.text("decisionId", decision.decisionId().toString())
        .text("customerId", decision.customerId())
        .instant("asOf", decision.asOf())
        .rulebase("rulebase", decision.rulebase())
        .text("phase", analysis.phase().phase().name())
        .decimal("raw", analysis.score().rawMillionths())
        .number("score", analysis.score().value())
        .text("band", analysis.score().band())
        .objects("normalisation", analysis.score().steps(), AnalysisJson::step)
        .text("action", analysis.actions().get(0).action());
  }

  private static void part(JsonOut out, RulePart part) {
    out.text("rule", part.card().id())
        .text("title", part.card().title())
        .text("kind", part.kind())
        .decimal("was", part.was())
        .decimal("lateArrivals", part.lateArrivals())
        .decimal("passingOfTime", part.passingOfTime())
        .decimal("behaviour", part.behaviour())
        .decimal("rulesChanged", part.rulesChanged())
        .decimal("is", part.is());
  }

  /** A segment whose level differs; null where the customer is not in it. */
  private record Move(Segment segment, @Nullable String was, @Nullable String is) {}

  private static List<Move> moves(DecisionAnalysis was, DecisionAnalysis is) {
    List<Move> moves = new ArrayList<>();
    for (Segment segment : Segment.values()) {
      String before = level(was, segment);
      String after = level(is, segment);
      if (before == null ? after != null : !before.equals(after)) {
        moves.add(new Move(segment, before, after));
      }
    }
    return moves;
  }

  private static @Nullable String level(DecisionAnalysis analysis, Segment segment) {
    for (Conclusion.InSegment in : analysis.segments()) {
      if (in.segment().segment() == segment) {
        return in.segment().level().word();
      }
    }
    return null;
  }
}
