package org.rapport.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.Evidence;
import org.rapport.analysis.MatchAnalysis;
import org.rapport.analysis.Matches;
import org.rapport.analysis.NotChosen;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.analysis.RuleCard;
import org.rapport.model.Level;
import org.rapport.model.Millionths;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;

/** What the rules said of one customer: matches, levels and actions, gathered by hand. */
@SuppressWarnings("EnumOrdinal") // the places of the rules are what the enum is for
final class HandSaid {
  private static final HandRule[] RULES = HandRule.values();

  private record Suggestion(String action, HandRule rule, int priority) {}

  private record RuledOut(String action, HandRule rule) {}

  private record Raise(Segment segment, Level level, HandRule rule) {}

  private final @Nullable MatchAnalysis[] matches = new MatchAnalysis[RULES.length];
  private final List<Raise> raises = new ArrayList<>();
  private final List<Suggestion> suggestions = new ArrayList<>();
  private final List<RuledOut> ruledOut = new ArrayList<>();

  static SortedMap<String, String> bound(String... namesAndValues) {
    SortedMap<String, String> bound = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      bound.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return bound;
  }

  void match(
      HandRule rule, String sentence, SortedMap<String, String> bound, Evidence... evidence) {
    matches[rule.ordinal()] = new MatchAnalysis(0, null, sentence, bound, List.of(evidence));
  }

  void points(
      HandRule rule,
      HandPoints.Worth worth,
      String sentence,
      SortedMap<String, String> bound,
      Evidence evidence) {
    matches[rule.ordinal()] =
        new MatchAnalysis(worth.points(), worth.breakdown(), sentence, bound, List.of(evidence));
  }

  void raise(HandRule rule, Segment segment, Level level) {
    raises.add(new Raise(segment, level, rule));
  }

  void suggest(HandRule rule, String action, int priority) {
    suggestions.add(new Suggestion(action, rule, priority));
  }

  void ruleOut(HandRule rule, String action) {
    ruledOut.add(new RuledOut(action, rule));
  }

  /** The highest level raised in a segment, or null. */
  @Nullable Level level(Segment segment) {
    Level highest = null;
    for (Raise raise : raises) {
      if (raise.segment == segment
          && (highest == null
              || segment.levels().indexOf(raise.level) < segment.levels().indexOf(highest))) {
        highest = raise.level;
      }
    }
    return highest;
  }

  List<Conclusion.InSegment> segments() {
    List<Conclusion.InSegment> segments = new ArrayList<>();
    for (Segment segment : Segment.values()) {
      Level level = level(segment);
      if (level != null) {
        List<String> rules = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Raise raise : raises) {
          if (raise.segment == segment && raise.level == level) {
            rules.add(raise.rule.id());
            reasons.add(sentence(raise.rule));
          }
        }
        segments.add(new Conclusion.InSegment(new SegmentLevel(segment, level), rules, reasons));
      }
    }
    return segments;
  }

  private String sentence(HandRule rule) {
    MatchAnalysis match = matches[rule.ordinal()];
    return match == null ? "" : match.sentence();
  }

  List<RuleAnalysis> rules(List<RuleCard> cards) {
    List<RuleAnalysis> rules = new ArrayList<>(RULES.length);
    for (int i = 0; i < RULES.length; i++) {
      MatchAnalysis match = matches[i];
      rules.add(
          match == null
              ? new RuleAnalysis(cards.get(i), 0, new Matches.Listed(List.of()))
              : new RuleAnalysis(cards.get(i), match.points(), new Matches.Listed(List.of(match))));
    }
    return rules;
  }

  /** An action with all that speaks for it. */
  private static final class Candidate {
    private final String action;
    private final List<String> rules = new ArrayList<>(1);
    private final List<String> reasons = new ArrayList<>(1);
    private int priority = -1;
    private String deciding = "";

    Candidate(String action) {
      this.action = action;
    }
  }

  /** Fills in what was chosen and what was not, each in the analysis's order. */
  void rank(
      int limit, HandActions actions, List<Conclusion.Chosen> chosen, List<NotChosen> notChosen) {
    List<Candidate> fit = new ArrayList<>();
    for (Candidate candidate : candidates()) {
      RuledOut against = ruledOut(candidate.action);
      if (against == null) {
        fit.add(candidate);
      } else {
        notChosen.add(
            new NotChosen(
                candidate.action, "ruled-out", sentence(against.rule), against.rule.id()));
      }
    }
    fit.sort(
        (one, other) ->
            one.priority == other.priority
                ? one.action.compareTo(other.action)
                : Integer.compare(other.priority, one.priority));
    for (int i = 0; i < fit.size(); i++) {
      Candidate candidate = fit.get(i);
      if (i < limit) {
        chosen.add(
            new Conclusion.Chosen(
                candidate.action,
                i + 1,
                candidate.priority * Millionths.ONE,
                actions.payload(candidate.action),
                candidate.rules,
                candidate.reasons));
      } else {
        notChosen.add(outranked(candidate, fit.get(limit - 1)));
      }
    }
    if (chosen.isEmpty()) {
      String standing = actions.defaultAction();
      chosen.add(
          new Conclusion.Chosen(standing, 1, 0, actions.payload(standing), List.of(), List.of()));
    }
    notChosen.sort((one, other) -> one.action().compareTo(other.action()));
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    for (Suggestion suggestion : suggestions) {
      Candidate candidate = null;
      for (Candidate known : candidates) {
        if (known.action.equals(suggestion.action)) {
          candidate = known;
        }
      }
      if (candidate == null) {
        candidate = new Candidate(suggestion.action);
        candidates.add(candidate);
      }
      candidate.rules.add(suggestion.rule.id());
      candidate.reasons.add(sentence(suggestion.rule));
      if (suggestion.priority > candidate.priority) {
        candidate.priority = suggestion.priority;
        candidate.deciding = suggestion.rule.id();
      }
    }
    return candidates;
  }

  private @Nullable RuledOut ruledOut(String action) {
    for (RuledOut against : ruledOut) {
      if (against.action.equals(action)) {
        return against;
      }
    }
    return null;
  }

  private static NotChosen outranked(Candidate candidate, Candidate winner) {
    String reason =
        candidate.priority == winner.priority
            ? "As urgent as "
                + winner.action
                + " (priority "
                + winner.priority
                + "), which comes first by name."
            : "Less urgent (priority "
                + candidate.priority
                + ") than "
                + winner.action
                + " (priority "
                + winner.priority
                + ").";
    return new NotChosen(candidate.action, "outranked", reason, winner.deciding);
  }
}
