package org.rapport.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Evidence;
import org.rapport.analysis.MatchAnalysis;
import org.rapport.analysis.Saying;
import org.rapport.rules.FactField.Kind;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.fact.Activity;
import org.rapport.rules.fact.Attribute;
import org.rapport.rules.fact.Fact;
import org.rapport.rules.verb.Award;
import org.rapport.rules.verb.Match;

/** Reads the matches of one rule: sentence, bound values, evidence, points. */
final class RuleReader {
  /** Matches in a fixed order: evidence, then bound values, then points. */
  static final Comparator<MatchAnalysis> ORDER =
      Comparator.comparing((MatchAnalysis match) -> match.evidence().toString())
          .thenComparing(match -> match.bindings().toString())
          .thenComparingLong(MatchAnalysis::points);

  private final RuleShape shape;
  private final RuleConditions conditions;
  private final Saying saying;
  private final Sentence sentence;
  private final Map<String, Kind> values = new LinkedHashMap<>();
  private final List<@Nullable Integer> evidenceDays = new ArrayList<>();

  RuleReader(RuleShape shape) {
    this.shape = shape;
    this.conditions = new RuleConditions(shape.rule());
    this.saying = Sayings.of(shape.rule());
    shape.values().forEach((variable, kind) -> values.put(variable.substring(1), kind));
    this.sentence =
        new Sentence(shape.rule().card().reason(), new LinkedHashSet<>(values.keySet()));
    shape.facts().forEach(fact -> evidenceDays.add(days(fact.condition())));
  }

  RuleShape shape() {
    return shape;
  }

  /** The rule's conditions, to be held against facts without the engine. */
  RuleConditions conditions() {
    return conditions;
  }

  /** How far back the fields reach that a condition tests; null for all time. */
  private static @Nullable Integer days(Condition condition) {
    int longest = 0;
    for (FieldTest test : condition.tests()) {
      if (!test.field().equals("event")) {
        int days = days(test.field());
        if (days == 0) {
          return null;
        }
        longest = Math.max(longest, days);
      }
    }
    return longest == 0 ? null : longest;
  }

  private static int days(String field) {
    if (field.equals("trend") || field.equals("previous30Days")) {
      return 60;
    }
    for (int days : new int[] {7, 30, 90}) {
      if (field.endsWith("ast" + days + "Days")) {
        return days;
      }
    }
    return 0;
  }

  /** What the rule says when it matches. */
  Saying saying() {
    return saying;
  }

  /** The match, explained. */
  MatchAnalysis read(Match match, LocalDate asOfDay) {
    return read(match, null, null, asOfDay);
  }

  /** The match of a rule that awards points, explained. */
  MatchAnalysis read(Award award, Award.Worth worth, LocalDate asOfDay) {
    return read(award.match(), award, worth, asOfDay);
  }

  private MatchAnalysis read(
      Match match, @Nullable Award award, Award.@Nullable Worth worth, LocalDate asOfDay) {
    SortedMap<String, String> bindings = new TreeMap<>();
    int place = shape.facts().size();
    for (Map.Entry<String, Kind> value : values.entrySet()) {
      bindings.put(value.getKey(), Sentence.text(match.bound().get(place++), value.getValue()));
    }
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 0; i < shape.facts().size(); i++) {
      Fact fact = (Fact) match.bound().get(i);
      Integer days = evidenceDays.get(i);
      if (award != null && award.forEach() && fact.equals(award.fact())) {
        days = award.windowDays();
      }
      evidence.add(evidence(fact, days, asOfDay));
    }
    return new MatchAnalysis(
        worth == null ? 0 : worth.points(),
        worth == null ? null : worth.breakdown(),
        sentence.with(bindings),
        bindings,
        evidence);
  }

  private static Evidence evidence(Fact fact, @Nullable Integer days, LocalDate asOfDay) {
    if (fact instanceof Activity activity) {
      return new Evidence.Events(activity.event(), days == null ? null : asOfDay.minusDays(days));
    }
    return fact instanceof Attribute attribute
        ? new Evidence.AttributeNamed(attribute.name())
        : new Evidence.Fact(fact.word());
  }
}
