package org.rapport.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Matches;
import org.rapport.bench.PeerRules.Rule;
import org.rapport.bench.PeerRules.Turn;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DecisionBasis;
import org.rapport.model.Level;
import org.rapport.model.Millionths;
import org.rapport.model.Phase;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.TimelineHistory;
import org.rapport.rules.check.Catalogue;
import org.rapport.rules.fact.Activity;
import org.rapport.rules.fact.AllActivity;
import org.rapport.rules.fact.Attribute;
import org.rapport.rules.fact.Customer;
import org.rapport.rules.fact.Score;
import org.rapport.rules.fact.ScoreBeforeBand;
import org.rapport.rules.fact.WasIn;

/**
 * A decision by a peer engine. It matches the conditions; points, score, levels and ranking are
 * plain Java, and no sentences, evidence or breakdowns are made: every peer does less than Rapport.
 */
final class PeerDeciding {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);

  /** What a peer can say. */
  record Answer(
      long raw,
      int score,
      String band,
      Phase phase,
      SortedSet<String> rules,
      Map<Segment, Level> levels,
      String action) {
    /** The same of a full analysis. */
    static Answer of(DecisionAnalysis analysis) {
      SortedSet<String> rules = new TreeSet<>();
      analysis
          .rules()
          .forEach(
              rule -> {
                boolean matched =
                    rule.matches() instanceof Matches.Listed listed && !listed.matches().isEmpty();
                if (matched && !rule.card().id().startsWith("scale.")) {
                  rules.add(rule.card().id());
                }
              });
      Map<Segment, Level> levels = new EnumMap<>(Segment.class);
      analysis.segments().forEach(in -> levels.put(in.segment().segment(), in.segment().level()));
      return new Answer(
          analysis.score().rawMillionths(),
          analysis.score().value(),
          String.valueOf(analysis.score().band()),
          analysis.phase().phase(),
          rules,
          levels,
          analysis.actions().get(0).action());
    }
  }

  private final Peer peer;
  private final Catalogue catalogue;
  private final HandHistory.Names names;
  private final SortedSet<String> events = new TreeSet<>();
  private final SortedSet<String> attributes = new TreeSet<>();
  private final SortedSet<String> weighted = new TreeSet<>();
  private final Map<String, String> factNames = new HashMap<>();
  private final Map<String, String> eventOf = new HashMap<>();
  private final HandPoints points = new HandPoints();

  PeerDeciding(Peer peer, List<Rule> rules, Catalogue catalogue) {
    this.peer = peer;
    this.catalogue = catalogue;
    this.names = new HandHistory.Names(catalogue);
    for (Rule rule : rules) {
      for (PeerRules.Pattern pattern : rule.patterns()) {
        catalogue.events().keySet().stream()
            .filter(event -> pattern.fact().equals(factOf(event)))
            .forEach(
                event -> {
                  events.add(event);
                  factNames.put(event, factOf(event));
                  eventOf.put(factOf(event), event);
                  if (rule.turn() == Turn.WEIGHTS) {
                    weighted.add(event);
                  }
                });
        catalogue.attributes().keySet().stream()
            .filter(attribute -> pattern.fact().equals("Attribute_" + attribute))
            .forEach(attribute -> attributes.add(attribute));
      }
    }
  }

  private static String factOf(String event) {
    return "Activity_" + event.replaceAll("[^A-Za-z]", "_");
  }

  Answer decide(DecisionBasis basis) {
    CustomerHistory told =
        TimelineHistory.asOf(basis.timeline(), basis.asOf())
            .orElseGet(() -> CustomerHistory.unknown(basis.timeline().customerId()));
    HandHistory history = HandHistory.of(names, told, basis.asOf());
    Integer weekBefore = scoreBefore(basis, WEEK);
    Integer monthBefore = scoreBefore(basis, MONTH);
    Peer.Session session = peer.open();
    try {
      return new Deciding(session, told, history, basis, weekBefore, monthBefore).decide();
    } finally {
      session.close();
    }
  }

  private @Nullable Integer scoreBefore(DecisionBasis basis, Duration earlier) {
    Instant then = basis.asOf().minus(earlier);
    CustomerHistory told = TimelineHistory.activityAsOf(basis.timeline(), then).orElse(null);
    if (told == null) {
      return null;
    }
    HandHistory history = HandHistory.of(names, told, then);
    Peer.Session session = peer.openForScore();
    try {
      insertActivities(session, told, history, weighted);
      long raw = 0;
      for (Rule rule : session.fire(Turn.WEIGHTS)) {
        raw += worth(rule, history);
      }
      return score(raw);
    } finally {
      session.close();
    }
  }

  private void insertActivities(
      Peer.Session session, CustomerHistory told, HandHistory history, SortedSet<String> types) {
    for (String event : types) {
      Catalogue.EventEntry entry = catalogue.events().get(event);
      session.insert(
          factNames.getOrDefault(event, event),
          new Activity(
              event,
              entry == null ? null : entry.valueProperty(),
              told.days().getOrDefault(event, List.of()),
              history.asOfDay,
              history.tenureDays));
    }
    session.insert(
        "AllActivity",
        new AllActivity(told.days(), catalogue.signUp(), history.asOfDay, history.tenureDays));
  }

  private long worth(Rule rule, HandHistory history) {
    PeerRules.Awards awards = (PeerRules.Awards) rule.effect();
    if (awards.once()) {
      return awards.weight().sign() * awards.weight().each();
    }
    return points.worth(awards.weight(), activity(history, awards.fact()), false).points();
  }

  private HandActivity activity(HandHistory history, String fact) {
    return history.activity(eventOf.getOrDefault(fact, ""));
  }

  private static int score(long raw) {
    long clamped = Math.max(Millionths.ONE, Math.min(100 * Millionths.ONE, raw));
    return (int) ((clamped + Millionths.ONE / 2) / Millionths.ONE);
  }

  private static int change(int score, @Nullable Integer before) {
    return before == null ? 0 : score - before;
  }

  /** One decision. */
  private final class Deciding {
    private final Peer.Session session;
    private final CustomerHistory told;
    private final HandHistory history;
    private final DecisionBasis basis;
    private final @Nullable Integer weekBefore;
    private final @Nullable Integer monthBefore;
    private final SortedSet<String> matched = new TreeSet<>();

    Deciding(
        Peer.Session session,
        CustomerHistory told,
        HandHistory history,
        DecisionBasis basis,
        @Nullable Integer weekBefore,
        @Nullable Integer monthBefore) {
      this.session = session;
      this.told = told;
      this.history = history;
      this.basis = basis;
      this.weekBefore = weekBefore;
      this.monthBefore = monthBefore;
    }

    private List<Rule> fire(Turn turn) {
      List<Rule> rules = session.fire(turn);
      rules.forEach(rule -> matched.add(rule.id()));
      return rules;
    }

    Answer decide() {
      insertActivities(session, told, history, events);
      for (String attribute : attributes) {
        session.insert(
            "Attribute_" + attribute,
            new Attribute(attribute, history.value(attribute), history.ageDays(attribute)));
      }
      Phase phase = Phase.PROSPECT;
      int daysInPhase = history.tenureDays;
      for (Rule rule : fire(Turn.LIFECYCLE)) {
        PeerRules.SetsPhase sets = (PeerRules.SetsPhase) rule.effect();
        phase = sets.phase();
        daysInPhase = beganDaysAgo(sets.since());
      }
      session.insert(
          "Customer",
          new Customer(phase, daysInPhase, history.tenureDays, "", history.evidence().word()));
      long raw = 0;
      for (Rule rule : fire(Turn.WEIGHTS)) {
        raw += worth(rule, history);
      }
      int score = score(raw);
      int change7Days = change(score, weekBefore);
      int change30Days = change(score, monthBefore);
      session.insert("ScoreBeforeBand", new ScoreBeforeBand(score, raw, change7Days, change30Days));
      String band = "";
      for (Rule rule : fire(Turn.BAND)) {
        band = ((PeerRules.Bands) rule.effect()).band();
      }
      session.insert("Score", new Score(score, raw, band, change7Days, change30Days));
      for (SegmentLevel was : basis.wasIn()) {
        session.insert(
            "WasIn_" + was.segment().word().replace('-', '_'),
            new WasIn(was.segment().word(), was.level().word()));
      }
      Map<Segment, Level> levels = levels();
      return new Answer(raw, score, band, phase, matched, levels, action());
    }

    private int beganDaysAgo(String fact) {
      if (fact.startsWith("Attribute_")) {
        return history.ageDays(fact.substring("Attribute_".length()));
      }
      return activity(history, fact).daysSinceLast(history.tenureDays);
    }

    private Map<Segment, Level> levels() {
      Map<Segment, Level> levels = new EnumMap<>(Segment.class);
      for (Rule rule : fire(Turn.SEGMENTS)) {
        PeerRules.Raises raises = (PeerRules.Raises) rule.effect();
        List<Level> order = raises.segment().levels();
        levels.merge(
            raises.segment(),
            raises.level(),
            (one, other) -> order.indexOf(one) <= order.indexOf(other) ? one : other);
      }
      levels.forEach(
          (segment, level) ->
              session.insert(
                  "Segment_" + segment.word().replace('-', '_'),
                  new org.rapport.rules.fact.Segment(segment.word(), level.word())));
      return levels;
    }

    private String action() {
      List<Rule> rules = fire(Turn.ACTIONS);
      SortedSet<String> out = new TreeSet<>();
      for (Rule rule : rules) {
        if (rule.effect() instanceof PeerRules.RulesOut ruledOut) {
          out.add(ruledOut.action());
        }
      }
      String best = catalogue.defaultAction();
      long priority = Long.MIN_VALUE;
      for (Rule rule : rules) {
        if (rule.effect() instanceof PeerRules.Suggests suggests
            && !out.contains(suggests.action())) {
          long own = suggests.priorityMillionths();
          if (own > priority || (own == priority && suggests.action().compareTo(best) < 0)) {
            best = suggests.action();
            priority = own;
          }
        }
      }
      return best;
    }
  }
}
