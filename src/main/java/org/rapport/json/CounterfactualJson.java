package org.rapport.json;

import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Change;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.Counterfactual;
import org.rapport.analysis.Decision;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Goal;
import org.rapport.model.Level;
import org.rapport.model.SegmentLevel;

/** What would have altered a decision, as it is served. */
public final class CounterfactualJson {

  private CounterfactualJson() {}

  /** The answer's bytes. */
  public static byte[] bytes(Decision decision, Counterfactual counterfactual) {
    return JsonOut.objectBytes(
        out -> {
          out.text("decisionId", decision.decisionId().toString())
              .text("customerId", decision.customerId())
              .instant("asOf", decision.asOf());
          fields(out, counterfactual);
          out.rulebase("rulebase", decision.rulebase());
        });
  }

  static void fields(JsonOut out, Counterfactual counterfactual) {
    out.object("goal", fields -> goal(fields, counterfactual.goal()));
    if (counterfactual instanceof Counterfactual.Found found) {
      out.flag("found", true)
          .objects("changes", found.changes(), CounterfactualJson::change)
          .decimal("cost", found.costMillionths())
          .object("then", fields -> then(fields, found.then()))
          .number("tried", found.tried())
          .flag("everythingTried", true);
    } else if (counterfactual instanceof Counterfactual.NoneWithinLimits none) {
      out.flag("found", false)
          .number("tried", none.tried())
          .flag("everythingTried", none.everything());
    }
    out.object(
        "limits",
        fields ->
            fields
                .number("changes", Counterfactual.MAX_CHANGES)
                .number("days", Counterfactual.MAX_DAYS));
  }

  private static void goal(JsonOut out, Goal goal) {
    if (goal instanceof Goal.OtherLevel other) {
      out.text("segment", other.segment().word()).text("otherThan", word(other.now()));
    } else if (goal instanceof Goal.ThisLevel level) {
      out.text("segment", level.segment().word()).text("level", word(level.wanted()));
    } else if (goal instanceof Goal.OtherAction other) {
      out.text("otherThanAction", other.now());
    } else if (goal instanceof Goal.ThisAction action) {
      out.text("action", action.wanted());
    }
  }

  private static String word(@Nullable Level level) {
    return level == null ? "none" : level.word();
  }

  private static void change(JsonOut out, Change change) {
    if (change instanceof Change.MoreEvents more) {
      out.text("event", more.event())
          .number("times", more.times())
          .number("days", more.days())
          .day("from", more.lastDay().minusDays(more.days() - 1L))
          .day("to", more.lastDay())
          .decimal("value", more.valueMillionths());
    } else if (change instanceof Change.OtherValue other) {
      out.text("attribute", other.attribute());
      if (other.before() == null) {
        out.nothing("was");
      } else {
        out.value("was", other.before());
      }
      out.value("is", other.value());
    }
    out.decimal("cost", change.costMillionths());
  }

  private static void then(JsonOut out, DecisionAnalysis then) {
    out.number("score", then.score().value())
        .text("band", then.score().band())
        .objects(
            "segments",
            then.segments().stream().map(Conclusion.InSegment::segment).toList(),
            CounterfactualJson::segment)
        .text("action", then.actions().get(0).action());
  }

  private static void segment(JsonOut out, SegmentLevel in) {
    out.text("segment", in.segment().word()).text("level", in.level().word());
  }
}
