package org.rapport.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.ConditionCheck;
import org.rapport.analysis.NotChosen;
import org.rapport.analysis.Saying;
import org.rapport.analysis.WhyNot;
import org.rapport.json.WhyNotJson;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;

/** Tells why a rule, a segment or an action did not come about in a decision. */
final class WhyNots {

  /**
   * What matched first, then what came nearest; the order of the rulebase decides between equals.
   */
  private static final Comparator<WhyNotJson.Row> NEAREST_FIRST =
      Comparator.comparingLong(row -> missing(row.whyNot()));

  private final Recalled recalled;

  WhyNots(Recalled recalled) {
    this.recalled = recalled;
  }

  private static long missing(WhyNot whyNot) {
    return whyNot.conditions().stream()
        .filter(condition -> condition.state() != ConditionCheck.State.HOLDS)
        .count();
  }

  /** The answer's bytes. */
  byte[] answer(WhyNotQuestion question) {
    if (question instanceof WhyNotQuestion.AboutRule about) {
      return ofRule(about.rule());
    }
    return question instanceof WhyNotQuestion.AboutSegment about
        ? ofSegment(about.segment())
        : ofAction(((WhyNotQuestion.AboutAction) question).action());
  }

  private byte[] ofRule(String id) {
    List<WhyNotJson.Row> rows = new ArrayList<>();
    recalled.rulebase().sayings().entrySet().stream()
        .filter(rule -> rule.getKey().equals(id))
        .forEach(rule -> rows.add(row(rule)));
    if (rows.isEmpty()) {
      throw unknown("rule", id);
    }
    return WhyNotJson.bytes(
        recalled.decision(), new WhyNotJson.Asked("rule", id, null, null, null), rows);
  }

  private byte[] ofSegment(Segment segment) {
    SegmentLevel level =
        recalled.analysis().segments().stream()
            .map(Conclusion.InSegment::segment)
            .filter(each -> each.segment() == segment)
            .findFirst()
            .orElse(null);
    return WhyNotJson.bytes(
        recalled.decision(),
        new WhyNotJson.Asked("segment", segment.word(), level, null, null),
        rows(saying -> saying instanceof Saying.InSegment in && in.segment().segment() == segment));
  }

  private byte[] ofAction(String action) {
    if (!recalled.rulebase().catalogue().actions().containsKey(action)) {
      throw unknown("action", action);
    }
    Conclusion.Chosen chosen =
        recalled.analysis().actions().stream()
            .filter(each -> each.action().equals(action))
            .findFirst()
            .orElse(null);
    NotChosen notChosen =
        recalled.analysis().notChosen().stream()
            .filter(each -> each.action().equals(action))
            .findFirst()
            .orElse(null);
    return WhyNotJson.bytes(
        recalled.decision(),
        new WhyNotJson.Asked("action", action, null, chosen, notChosen),
        rows(
            saying ->
                (saying instanceof Saying.Suggests suggests && suggests.action().equals(action))
                    || (saying instanceof Saying.RulesOut out && out.action().equals(action))));
  }

  private NotInRulesException unknown(String kind, String name) {
    return new NotInRulesException(kind, name, recalled.decision().rulebase().name());
  }

  private List<WhyNotJson.Row> rows(Predicate<Saying> wanted) {
    return recalled.rulebase().sayings().entrySet().stream()
        .filter(rule -> wanted.test(rule.getValue()))
        .map(this::row)
        .sorted(NEAREST_FIRST)
        .toList();
  }

  private WhyNotJson.Row row(Map.Entry<String, Saying> rule) {
    return new WhyNotJson.Row(
        rule.getValue(),
        recalled
            .rulebase()
            .whyNot(recalled.inputs(), recalled.analysis(), rule.getKey())
            .orElseThrow());
  }
}
