package org.rapport.json;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
import org.rapport.model.Phase;

/** Reads the analysis of a decision on record. */
final class AnalysisReader {

  private AnalysisReader() {}

  /**
   * The analysis.
   *
   * @param cards the cards of all rules, of which those that are not in the analysis did not match;
   *     null when the analysis holds every rule with its card
   */
  static DecisionAnalysis analysis(JsonIn in, @Nullable List<RuleCard> cards) {
    return new DecisionAnalysis(
        phase(in.object("lifecycle")),
        Words.evidence(in.text("evidence")),
        score(in.object("score")),
        cards == null ? in.objects("rules", AnalysisReader::ruleWithCard) : rules(in, cards),
        in.objects("segments", AnalysisReader::segment),
        in.objects("actions", AnalysisReader::action),
        in.objects("notChosen", AnalysisReader::notChosen));
  }

  private static PhaseAnalysis phase(JsonIn in) {
    return new PhaseAnalysis(
        Phase.valueOf(in.text("phase")), in.number("daysInPhase"), in.texts("rules"));
  }

  private static ScoreAnalysis score(JsonIn in) {
    return new ScoreAnalysis(
        in.number("value"),
        in.decimal("raw"),
        in.decimalOrNull("reference"),
        in.textOrNull("band"),
        in.numberOrNull("change7Days"),
        in.numberOrNull("change30Days"),
        in.objects("steps", AnalysisReader::step));
  }

  private static NormalisationStep step(JsonIn in) {
    return new NormalisationStep(
        in.text("step"), in.textOrNull("rule"), in.decimal("before"), in.decimal("after"));
  }

  private static RuleAnalysis ruleWithCard(JsonIn in) {
    return new RuleAnalysis(CardsJson.card(in), in.decimal("points"), matches(in));
  }

  private static List<RuleAnalysis> rules(JsonIn analysis, List<RuleCard> cards) {
    Map<String, RuleCard> byId = new LinkedHashMap<>();
    cards.forEach(card -> byId.put(card.id(), card));
    Map<String, RuleAnalysis> matched = new HashMap<>();
    analysis
        .objects("rules", in -> rule(in, byId))
        .forEach(rule -> matched.put(rule.card().id(), rule));
    return cards.stream()
        .map(card -> matched.getOrDefault(card.id(), RuleAnalysis.unmatched(card)))
        .toList();
  }

  private static RuleAnalysis rule(JsonIn in, Map<String, RuleCard> cards) {
    RuleCard card = cards.get(in.text("id"));
    if (card == null) {
      throw new IllegalArgumentException(
          "The record names the rule %s, and the cards have none of that id.%nMaybe they are of other rules."
              .formatted(in.text("id")));
    }
    return new RuleAnalysis(card, in.decimal("points"), matches(in));
  }

  private static Matches matches(JsonIn in) {
    if (in.has("matches")) {
      return new Matches.Listed(in.objects("matches", AnalysisReader::match));
    }
    return in.has("matchCount")
        ? new Matches.Counted(in.number("matchCount"))
        : new Matches.Omitted();
  }

  private static MatchAnalysis match(JsonIn in) {
    return new MatchAnalysis(
        in.decimal("points"),
        breakdown(in),
        in.text("sentence"),
        in.textsByName("values"),
        in.objects("evidence", AnalysisReader::evidence));
  }

  private static @Nullable PointsBreakdown breakdown(JsonIn match) {
    if (!match.has("weight")) {
      return null;
    }
    JsonIn in = match.object("weight");
    return new PointsBreakdown(
        in.decimal("each"),
        in.flag("unit"),
        in.decimal("count"),
        in.numberOrNull("inLastDays"),
        in.numberOrNull("halfLifeDays"),
        in.decimal("beforeCap"),
        in.decimalOrNull("cap"));
  }

  private static Evidence evidence(JsonIn in) {
    if (in.has("event")) {
      return new Evidence.Events(in.text("event"), in.dayOrNull("from"));
    }
    return in.has("attribute")
        ? new Evidence.AttributeNamed(in.text("attribute"))
        : new Evidence.Fact(in.text("fact"));
  }

  private static Conclusion.InSegment segment(JsonIn in) {
    return new Conclusion.InSegment(
        InputsReader.segment(in), in.texts("rules"), in.texts("reasons"));
  }

  private static Conclusion.Chosen action(JsonIn in) {
    return new Conclusion.Chosen(
        in.text("action"),
        in.number("rank"),
        in.decimal("priority"),
        in.text("payloadJson"),
        in.texts("rules"),
        in.texts("reasons"));
  }

  private static NotChosen notChosen(JsonIn in) {
    return new NotChosen(
        in.text("action"), in.text("code"), in.text("reason"), in.textOrNull("rule"));
  }
}
