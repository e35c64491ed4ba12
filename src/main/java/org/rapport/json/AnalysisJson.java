package org.rapport.json;

import java.util.ArrayList;
import java.util.List;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Evidence;
import org.rapport.analysis.MatchAnalysis;
import org.rapport.analysis.Matches;
import org.rapport.analysis.NormalisationStep;
import org.rapport.analysis.NotChosen;
import org.rapport.analysis.PhaseAnalysis;
import org.rapport.analysis.PointsBreakdown;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.analysis.RuleCard;
import org.rapport.analysis.ScoreAnalysis;

/**
 * Writes an analysis as it goes on record; {@link AnalysisReader} is its inverse. Of the rules only
 * those that matched are written, by their ids: the cards stand on record once for all decisions.
 */
final class AnalysisJson {

  private AnalysisJson() {}

  static void fields(JsonOut out, DecisionAnalysis analysis) {
    phase(out, analysis.phase());
    out.text("evidence", analysis.evidence().word())
        .object("score", fields -> score(fields, analysis.score()))
        .objects("rules", matched(analysis.rules()), AnalysisJson::rule)
        .objects("segments", analysis.segments(), AnswerJson::segment)
        .objects("actions", analysis.actions(), AnalysisJson::action)
        .objects("notChosen", analysis.notChosen(), AnalysisJson::notChosen);
  }

  private static List<RuleAnalysis> matched(List<RuleAnalysis> rules) {
    List<RuleAnalysis> matched = new ArrayList<>();
    for (RuleAnalysis rule : rules) {
      if (!rule.isUnmatched()) {
        matched.add(rule);
      }
    }
    return matched;
  }

  static void phase(JsonOut out, PhaseAnalysis phase) {
    out.object(
        "lifecycle",
        fields ->
            fields
                .text("phase", phase.phase().name())
                .number("daysInPhase", phase.daysInPhase())
                .texts("rules", phase.rules()));
  }

  private static void score(JsonOut out, ScoreAnalysis score) {
    out.number("value", score.value())
        .decimal("raw", score.rawMillionths())
        .decimal("reference", score.referenceMillionths())
        .text("band", score.band())
        .number("change7Days", score.change7Days())
        .number("change30Days", score.change30Days())
        .objects("steps", score.steps(), AnalysisJson::step);
  }

  static void step(JsonOut out, NormalisationStep step) {
    out.text("step", step.name())
        .text("rule", step.rule())
        .decimal("before", step.before())
        .decimal("after", step.after());
  }

  static void card(JsonOut out, RuleCard card) {
    out.text("id", card.id())
        .text("title", card.title())
        .text("reason", card.reason())
        .text("owner", card.owner())
        .text("file", card.file())
        .number("line", card.line());
  }

  private static void rule(JsonOut out, RuleAnalysis rule) {
    out.text("id", rule.card().id()).decimal("points", rule.points());
    if (rule.matches() instanceof Matches.Listed listed) {
      out.objects("matches", listed.matches(), AnalysisJson::match);
    } else if (rule.matches() instanceof Matches.Counted counted) {
      out.number("matchCount", counted.count());
    }
  }

  private static void match(JsonOut out, MatchAnalysis match) {
    matchWithoutEvidence(out, match);
    out.objects("evidence", match.evidence(), AnalysisJson::evidence);
  }

  static void matchWithoutEvidence(JsonOut out, MatchAnalysis match) {
    out.decimal("points", match.points());
    PointsBreakdown breakdown = match.breakdown();
    if (breakdown == null) {
      out.nothing("weight");
    } else {
      out.object("weight", fields -> breakdown(fields, breakdown));
    }
    out.text("sentence", match.sentence())
        .object("values", fields -> match.bindings().forEach(fields::text));
  }

  private static void breakdown(JsonOut out, PointsBreakdown breakdown) {
    out.decimal("each", breakdown.each())
        .flag("unit", breakdown.unit())
        .decimal("count", breakdown.countMillionths())
        .number("inLastDays", breakdown.inLastDays())
        .number("halfLifeDays", breakdown.halfLifeDays())
        .decimal("beforeCap", breakdown.beforeCapMillionths())
        .decimal("cap", breakdown.capMillionths());
  }

  static void evidence(JsonOut out, Evidence evidence) {
    if (evidence instanceof Evidence.Events events) {
      out.text("event", events.eventType()).day("from", events.from());
    } else if (evidence instanceof Evidence.AttributeNamed attribute) {
      out.text("attribute", attribute.name());
    } else if (evidence instanceof Evidence.Fact fact) {
      out.text("fact", fact.name());
    }
  }

  private static void action(JsonOut out, Conclusion.Chosen chosen) {
    // The payload is kept as text: reading it as JSON and writing it again may change its bytes.
    out.text("action", chosen.action())
        .number("rank", chosen.rank())
        .decimal("priority", chosen.priorityMillionths())
        .texts("rules", chosen.rules())
        .texts("reasons", chosen.reasons())
        .text("payloadJson", chosen.payloadJson());
  }

  private static void notChosen(JsonOut out, NotChosen notChosen) {
    out.text("action", notChosen.action())
        .text("code", notChosen.code())
        .text("reason", notChosen.reason())
        .text("rule", notChosen.rule());
  }
}
