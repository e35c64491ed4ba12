package org.rapport.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.ConditionCheck;
import org.rapport.analysis.Decision;
import org.rapport.analysis.NotChosen;
import org.rapport.analysis.Saying;
import org.rapport.analysis.WhyNot;
import org.rapport.model.SegmentLevel;

/** Why rules did not match in a decision, as it is served. */
public final class WhyNotJson {

  private WhyNotJson() {}

  /**
   * A rule, what it says, and why it did not match or that it did.
   *
   * @param saying what it says when it matches
   */
  public record Row(Saying saying, WhyNot whyNot) {}

  /**
   * What was asked about, and where it stands.
   *
   * @param kind {@code rule}, {@code segment} or {@code action}
   * @param name its id or word
   * @param level the level the customer has in the segment asked about, or null
   * @param chosen the action asked about as it was chosen, or null
   * @param notChosen why the action asked about was not chosen although suggested, or null
   */
  public record Asked(
      String kind,
      String name,
      @Nullable SegmentLevel level,
      Conclusion.@Nullable Chosen chosen,
      @Nullable NotChosen notChosen) {}

  /** The answer's bytes; the rules in the order given. */
  public static byte[] bytes(Decision decision, Asked asked, List<Row> rules) {
    return JsonOut.objectBytes(
        out -> {
          out.text("decisionId", decision.decisionId().toString())
              .text("customerId", decision.customerId())
              .instant("asOf", decision.asOf())
              .text(asked.kind(), asked.name());
          standing(out, asked);
          out.objects("rules", rules, WhyNotJson::row).rulebase("rulebase", decision.rulebase());
        });
  }

  private static void standing(JsonOut out, Asked asked) {
    if (asked.kind().equals("segment")) {
      SegmentLevel level = asked.level();
      out.text("level", level == null ? null : level.level().word());
    } else if (asked.kind().equals("action")) {
      Conclusion.Chosen chosen = asked.chosen();
      out.number("rank", chosen == null ? null : Integer.valueOf(chosen.rank()));
      NotChosen notChosen = asked.notChosen();
      if (notChosen == null) {
        out.nothing("notChosen");
      } else {
        out.object(
            "notChosen",
            fields ->
                fields
                    .text("code", notChosen.code())
                    .text("reason", notChosen.reason())
                    .text("rule", notChosen.rule()));
      }
    }
  }

  private static void row(JsonOut out, Row row) {
    WhyNot whyNot = row.whyNot();
    AnalysisJson.card(out, whyNot.card());
    out.object("says", fields -> saying(fields, row.saying()))
        .flag("matched", whyNot.matched())
        .flag("nearMiss", whyNot.nearMiss())
        .text("because", whyNot.matched() ? null : whyNot.because())
        .objects("conditions", whyNot.conditions(), WhyNotJson::condition);
  }

  private static void saying(JsonOut out, Saying saying) {
    if (saying instanceof Saying.InSegment in) {
      out.text("segment", in.segment().segment().word()).text("level", in.segment().level().word());
    } else if (saying instanceof Saying.Suggests suggests) {
      out.text("suggests", suggests.action()).decimal("priority", suggests.priorityMillionths());
    } else if (saying instanceof Saying.RulesOut rulesOut) {
      out.text("rulesOut", rulesOut.action());
    }
  }

  /** A rule that one condition kept from matching. */
  static void nearMiss(JsonOut out, WhyNot whyNot) {
    out.text("rule", whyNot.card().id())
        .text("title", whyNot.card().title())
        .text("because", whyNot.because());
    whyNot.conditions().stream()
        .filter(condition -> condition.state() != ConditionCheck.State.HOLDS)
        .findFirst()
        .ifPresent(missing -> out.object("condition", fields -> condition(fields, missing)));
  }

  private static void condition(JsonOut out, ConditionCheck condition) {
    ConditionCheck.Shortfall shortfall = condition.shortfall();
    out.number("line", condition.line())
        .text("fact", condition.fact())
        .text("name", condition.name())
        .flag("negated", condition.negated())
        .text("state", Words.of(condition.state()))
        .text("field", shortfall == null ? null : shortfall.field())
        .text("seen", shortfall == null ? null : shortfall.seen())
        .text("operator", shortfall == null ? null : shortfall.operator())
        .text("needed", shortfall == null ? null : shortfall.needed());
  }
}
