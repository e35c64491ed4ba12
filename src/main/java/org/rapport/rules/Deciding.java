package org.rapport.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.MatchAnalysis;
import org.rapport.analysis.Matches;
import org.rapport.analysis.PhaseAnalysis;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.analysis.ScoreAnalysis;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Level;
import org.rapport.model.ScorePoint;
import org.rapport.model.SegmentLevel;
import org.rapport.rules.Scoring.Awarded;
import org.rapport.rules.Scoring.Scored;
import org.rapport.rules.fact.Contact;
import org.rapport.rules.fact.Score;
import org.rapport.rules.fact.ScoreBeforeBand;
import org.rapport.rules.fact.Segment;
import org.rapport.rules.fact.WasIn;
import org.rapport.rules.verb.Facade;
import org.rapport.rules.verb.Match;
import org.rapport.rules.verb.SegmentVerbs;
import org.rapport.rules.verb.Verbs;

/** One decision: drives the stages, then assembles what they came to. */
final class Deciding {
  private final RulebaseParts parts;
  private final Verbs verbs;
  private final Scoring stages;
  private final List<List<MatchAnalysis>> matches;

  Deciding(RulebaseParts parts, Verbs verbs, Scoring stages) {
    this.parts = parts;
    this.verbs = verbs;
    this.stages = stages;
    this.matches = new ArrayList<>(parts.readers().size());
    parts.readers().forEach(reader -> matches.add(new ArrayList<>(1)));
  }

  DecisionAnalysis decide(DecisionInputs inputs) {
    Scored scored = stages.score(inputs.history(), inputs.asOf(), inputs.context());
    Normalisation normalisation = scored.normalisation();
    Integer change7Days = change(normalisation.score(), inputs.sevenDaysBefore());
    Integer change30Days = change(normalisation.score(), inputs.thirtyDaysBefore());
    fireBands(normalisation, change7Days, change30Days);
    fireSegments(inputs, normalisation, change7Days, change30Days);
    List<SegmentLevel> levels = levels();
    fireActions(inputs, levels);

    readMatches(scored);
    List<RuleAnalysis> rules = rules();
    ActionRanking.Ranked ranked =
        new ActionRanking(parts, this::reason, inputs, verbs.action()).ranked();
    DecisionAnalysis analysis =
        new DecisionAnalysis(
            new PhaseAnalysis(scored.stay().phase(), scored.stay().days(), ids(verbs.lifecycle())),
            scored.facts().evidence(),
            new ScoreAnalysis(
                normalisation.score(),
                normalisation.rawMillionths(),
                reference(normalisation),
                verbs.band().name(),
                change7Days,
                change30Days,
                normalisation.steps(ids(verbs.scale()).get(0))),
            rules,
            levels.stream().map(this::conclusion).toList(),
            ranked.chosen(),
            ranked.notChosen());
    AnalysisCheck.check(analysis);
    return analysis;
  }

  private static @Nullable Integer change(int score, @Nullable ScorePoint before) {
    return before == null ? null : score - before.score();
  }

  private static @Nullable Long reference(Normalisation normalisation) {
    return normalisation.form().reference().isPresent()
        ? normalisation.form().reference().getAsLong()
        : null;
  }

  private void fireBands(
      Normalisation normalisation, @Nullable Integer change7Days, @Nullable Integer change30Days) {
    if (parts.needs().asksFor(ScoreBeforeBand.class)) {
      stages.insert(
          List.of(
              ConcludedFacts.scoreBeforeBand(
                  normalisation.score(),
                  normalisation.rawMillionths(),
                  change7Days,
                  change30Days)));
    }
    stages.fire(Turn.BAND);
  }

  private void fireSegments(
      DecisionInputs inputs,
      Normalisation normalisation,
      @Nullable Integer change7Days,
      @Nullable Integer change30Days) {
    if (parts.needs().asksFor(Score.class)) {
      stages.insert(
          List.of(
              ConcludedFacts.score(
                  normalisation.score(),
                  normalisation.rawMillionths(),
                  verbs.band().name(),
                  change7Days,
                  change30Days)));
    }
    if (parts.needs().asksFor(WasIn.class)) {
      stages.insert(ConcludedFacts.wasIn(inputs));
    }
    stages.fire(Turn.SEGMENTS);
  }

  private void fireActions(DecisionInputs inputs, List<SegmentLevel> levels) {
    if (parts.needs().asksFor(Segment.class)) {
      stages.insert(ConcludedFacts.segments(levels));
    }
    if (parts.needs().asksFor(Contact.class)) {
      stages.insert(ConcludedFacts.contacts(inputs));
    }
    stages.fire(Turn.NEXT_BEST_ACTION);
  }

  /** The highest level raised in each segment; segments nobody raised are left out. */
  private List<SegmentLevel> levels() {
    List<SegmentLevel> levels = new ArrayList<>();
    for (SegmentVerbs segment : verbs.segments()) {
      for (Level level : segment.segment().levels()) {
        if (segment.raises().stream().anyMatch(raise -> raise.level() == level)) {
          levels.add(new SegmentLevel(segment.segment(), level));
          break;
        }
      }
    }
    return levels;
  }

  private Conclusion.InSegment conclusion(SegmentLevel level) {
    SortedSet<Integer> rules = new TreeSet<>();
    for (SegmentVerbs segment : verbs.segments()) {
      if (segment.segment() == level.segment()) {
        segment.raises().stream()
            .filter(raise -> raise.level() == level.level())
            .forEach(raise -> rules.add(raise.match().rule()));
      }
    }
    return new Conclusion.InSegment(
        level, rules.stream().map(parts::id).toList(), rules.stream().map(this::reason).toList());
  }

  private void readMatches(Scored scored) {
    LocalDate asOfDay = scored.facts().asOfDay();
    for (Awarded awarded : scored.awarded()) {
      int rule = awarded.award().match().rule();
      matches.get(rule).add(parts.reader(rule).read(awarded.award(), awarded.worth(), asOfDay));
    }
    for (Facade facade : verbs.all()) {
      if (facade != verbs.points()) {
        for (Match match : facade.matches()) {
          matches.get(match.rule()).add(parts.reader(match.rule()).read(match, asOfDay));
        }
      }
    }
    matches.stream()
        .filter(ofRule -> ofRule.size() > 1)
        .forEach(ofRule -> ofRule.sort(RuleReader.ORDER));
  }

  private List<RuleAnalysis> rules() {
    List<RuleAnalysis> rules = new ArrayList<>(matches.size());
    for (int rule = 0; rule < matches.size(); rule++) {
      long points = 0;
      for (MatchAnalysis match : matches.get(rule)) {
        points = Math.addExact(points, match.points());
      }
      rules.add(
          new RuleAnalysis(
              parts.reader(rule).shape().rule().card(),
              points,
              new Matches.Listed(matches.get(rule))));
    }
    return rules;
  }

  private String reason(int rule) {
    return matches.get(rule).get(0).sentence();
  }

  private List<String> ids(Facade facade) {
    return facade.matches().stream().map(Match::rule).distinct().sorted().map(parts::id).toList();
  }
}
