package org.rapport.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.MatchAnalysis;
import org.rapport.analysis.Matches;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.analysis.ScoreAnalysis;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Millionths;
import org.rapport.model.Phase;

/**
 * A decision told in a few lines of plain text, for people. It is not to be parsed: its wording may
 * change with any version; the JSON has every value in a field of its own.
 */
public final class SummaryText {

  /** How many of the rules with points are told, the weightiest first. */
  private static final int TOP_RULES = 3;

  private final List<String> lines = new ArrayList<>();

  private SummaryText() {}

  /** The text, lines separated by a line feed, without one at the end. */
  public static String of(Outcome outcome) {
    SummaryText text = new SummaryText();
    if (outcome instanceof Outcome.Decided decided) {
      text.decided(decided.analysis());
    } else if (outcome instanceof Outcome.Fallback fallback) {
      text.lines.add("The rules did not decide: " + fallback.reason());
      text.lines.add(
          "Next best action: %s (the default).".formatted(words(fallback.defaultAction())));
    }
    return String.join("\n", text.lines);
  }

  private void decided(DecisionAnalysis analysis) {
    lines.add(score(analysis.score()));
    lines.add(
        "%s for %s.%s"
            .formatted(
                phase(analysis.phase().phase()),
                days(analysis.phase().daysInPhase()),
                evidence(analysis.evidence())));
    contributions(analysis.rules());
    segments(analysis.segments());
    actions(analysis.actions());
  }

  private static String phase(Phase phase) {
    return switch (phase) {
      case TRIAL -> "On trial";
      case PAYING -> "A paying customer";
      case LAPSED -> "No longer a customer";
      case PROSPECT -> "Not a customer yet, known";
    };
  }

  /** An id of small words with hyphens, without them. */
  private static String words(String id) {
    return id.replace('-', ' ');
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String score(ScoreAnalysis score) {
    String band = score.band() == null ? "" : " (%s)".formatted(score.band());
    List<String> changes = new ArrayList<>();
    change(changes, score.change7Days(), 7);
    change(changes, score.change30Days(), 30);
    return "Score %d of 100%s, from %s points%s."
        .formatted(
            score.value(),
            band,
            Millionths.text(score.rawMillionths()),
            changes.isEmpty() ? "" : "; " + String.join(", ", changes));
  }

  private static void change(List<String> changes, @Nullable Integer change, int days) {
    if (change == null) {
      return;
    }
    if (change == 0) {
      changes.add("unchanged in %d days".formatted(days));
    } else {
      changes.add("%d %s in %d days".formatted(Math.abs(change), change > 0 ? "up" : "down", days));
    }
  }

  private static String days(int days) {
    return days == 1 ? "1 day" : days + " days";
  }

  private static String evidence(EvidenceLevel evidence) {
    return switch (evidence) {
      case OK -> "";
      case THIN -> " Evidence is thin: little is known of this customer.";
      case NONE -> " No evidence: nothing but a sign-up is known of this customer, if that.";
    };
  }

  private void contributions(List<RuleAnalysis> rules) {
    List<RuleAnalysis> weighty =
        rules.stream()
            .filter(rule -> rule.points() != 0)
            .sorted(Comparator.comparingLong(rule -> -Math.abs(rule.points())))
            .toList();
    if (weighty.isEmpty()) {
      lines.add("No rule gave points.");
      return;
    }
    lines.add("What weighs most:");
    weighty.stream().limit(TOP_RULES).forEach(rule -> lines.add("  " + contribution(rule)));
    if (weighty.size() > TOP_RULES) {
      int more = weighty.size() - TOP_RULES;
      lines.add("  and %d more %s with points".formatted(more, more == 1 ? "rule" : "rules"));
    }
  }

  private static String contribution(RuleAnalysis rule) {
    String points = (rule.points() > 0 ? "+" : "") + Millionths.text(rule.points());
    return "%s  %s".formatted(points, sentences(rule));
  }

  private static String sentences(RuleAnalysis rule) {
    if (rule.matches() instanceof Matches.Listed listed && !listed.matches().isEmpty()) {
      return listed.matches().stream()
          .map(MatchAnalysis::sentence)
          .collect(Collectors.joining(" "));
    }
    return rule.card().title() + ".";
  }

  private void segments(List<Conclusion.InSegment> segments) {
    if (segments.isEmpty()) {
      lines.add("In no segment.");
      return;
    }
    lines.add("Segments:");
    for (Conclusion.InSegment in : segments) {
      lines.add(
          "  %s: %s"
              .formatted(
                  capital(words(in.segment().segment().word())),
                  words(in.segment().level().word())));
      reasons(in, "    ");
    }
  }

  private void actions(List<Conclusion.Chosen> actions) {
    for (Conclusion.Chosen chosen : actions) {
      String action =
          "%s action: %s"
              .formatted(chosen.rank() == 1 ? "Next best" : "Then", words(chosen.action()));
      if (chosen.rules().isEmpty()) {
        lines.add(action + " (the default: no rule suggests another).");
      } else {
        lines.add(
            "%s, priority %s".formatted(action, Millionths.text(chosen.priorityMillionths())));
        reasons(chosen, "  ");
      }
    }
  }

  private void reasons(Conclusion conclusion, String indent) {
    conclusion.reasons().forEach(reason -> lines.add(indent + reason));
  }
}
