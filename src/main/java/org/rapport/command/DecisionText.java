package org.rapport.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.Counterfactual;
import org.rapport.analysis.Decision;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Dossier;
import org.rapport.analysis.MatchAnalysis;
import org.rapport.analysis.Matches;
import org.rapport.analysis.NormalisationStep;
import org.rapport.analysis.NotChosen;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.analysis.WhyNot;
import org.rapport.dossier.Language;
import org.rapport.dossier.NearMissChoice;
import org.rapport.dossier.Phrases;
import org.rapport.model.Millionths;

/** A decision as text for a plain terminal of 80 columns; for people, not to be parsed. */
final class DecisionText {
  private static final int WIDTH = 80;
  private static final int BAR_WIDTH = 20;
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private final List<String> lines = new ArrayList<>();

  private DecisionText() {}

  /** The decision's lines, with what nearly held and what would have changed it. */
  static List<String> of(Dossier dossier) {
    DecisionText text = new DecisionText();
    text.decision(dossier.decision(), () -> text.otherwise(dossier));
    return List.copyOf(text.lines);
  }

  /** The decision's lines. */
  static List<String> of(Decision decision) {
    DecisionText text = new DecisionText();
    text.decision(decision, () -> {});
    return List.copyOf(text.lines);
  }

  private void decision(Decision decision, Runnable more) {
    add("Customer  ", "%s, as of %s".formatted(decision.customerId(), decision.asOf()));
    if (decision.outcome() instanceof Outcome.Decided decided) {
      decided(decided.analysis());
      more.run();
    } else if (decision.outcome() instanceof Outcome.Fallback fallback) {
      add("Fallback  ", fallback.reason());
      lines.add("Action    %s".formatted(fallback.defaultAction()));
    }
    add(
        "Record    ",
        "decision %s by %s %s"
            .formatted(
                decision.decisionId(),
                decision.rulebase().name(),
                shortened(decision.rulebase().version())));
  }

  private void otherwise(Dossier dossier) {
    Phrases phrases = new Phrases(Language.ENGLISH, dossier.glossary());
    List<WhyNot> nearMisses = NearMissChoice.of(dossier.nearMisses());
    if (!nearMisses.isEmpty()) {
      lines.add("Nearly");
      nearMisses.forEach(whyNot -> add("  - ", phrases.nearMiss(whyNot)));
    }
    if (dossier.decision().outcome() instanceof Outcome.Decided decided) {
      lines.add("Otherwise");
      for (Counterfactual each : dossier.counterfactuals()) {
        add("  - ", phrases.outcome(each, decided.analysis()));
        if (each instanceof Counterfactual.Found found) {
          phrases.changes(found).forEach(change -> add("      * ", change + "."));
        }
      }
    }
  }

  private void decided(DecisionAnalysis analysis) {
    add(
        "Score     ",
        "%d of 100%s%s (%s raw points%s)"
            .formatted(
                analysis.score().value(),
                analysis.score().band() == null ? "" : ", " + analysis.score().band(),
                change(analysis),
                Millionths.text(analysis.score().rawMillionths()),
                analysis.score().referenceMillionths() == null
                    ? ""
                    : "; %s count as 100"
                        .formatted(Millionths.text(analysis.score().referenceMillionths()))));
    int days = analysis.phase().daysInPhase();
    add(
        "Phase     ",
        "%s for %d %s; evidence %s"
            .formatted(
                analysis.phase().phase().name().toLowerCase(Locale.ROOT),
                days,
                days == 1 ? "day" : "days",
                analysis.evidence().word()));
    for (Conclusion.InSegment segment : analysis.segments()) {
      conclusion(
          "Segment   ",
          "%s: %s".formatted(segment.segment().segment().word(), segment.segment().level().word()),
          segment.reasons());
    }
    for (Conclusion.Chosen action : analysis.actions()) {
      conclusion(
          "Action    ",
          "%s (priority %s)"
              .formatted(action.action(), Millionths.text(action.priorityMillionths())),
          action.reasons());
    }
    for (NotChosen other : analysis.notChosen()) {
      add("Not       ", "%s: %s".formatted(other.action(), other.reason()));
    }
    contributions(analysis);
    steps(analysis);
  }

  private static String change(DecisionAnalysis analysis) {
    Integer change = analysis.score().change30Days();
    return change == null ? "" : ", %+d in 30 days".formatted(change);
  }

  private void conclusion(String label, String what, List<String> reasons) {
    add(label, what);
    reasons.forEach(reason -> add("            - ", reason));
  }

  private void contributions(DecisionAnalysis analysis) {
    List<RuleAnalysis> contributing =
        analysis.rules().stream()
            .filter(rule -> rule.points() != 0)
            .sorted(
                Comparator.comparingLong((RuleAnalysis rule) -> -Math.abs(rule.points()))
                    .thenComparing(rule -> rule.card().id()))
            .toList();
    if (contributing.isEmpty()) {
      lines.add("Points    no rule gave any");
      return;
    }
    long largest = Math.abs(contributing.get(0).points());
    lines.add("Points");
    for (RuleAnalysis rule : contributing) {
      int length =
          (int) Math.max(1, Math.round((double) Math.abs(rule.points()) * BAR_WIDTH / largest));
      lines.add(
          "  %12s  %-20s  %s"
              .formatted(
                  String.format(Locale.ROOT, "%+.2f", rule.points() / (double) Millionths.ONE),
                  (rule.points() < 0 ? "-" : "#").repeat(length),
                  cut(rule.card().title(), WIDTH - 38)));
      sentences(rule).forEach(sentence -> add("                ", sentence));
    }
  }

  private static List<String> sentences(RuleAnalysis rule) {
    return rule.matches() instanceof Matches.Listed listed
        ? listed.matches().stream().map(MatchAnalysis::sentence).toList()
        : List.of();
  }

  private void steps(DecisionAnalysis analysis) {
    StringBuilder way = new StringBuilder();
    for (NormalisationStep step : analysis.score().steps()) {
      if (way.isEmpty()) {
        way.append(Millionths.text(step.before()));
      }
      way.append(" -> ").append(Millionths.text(step.after()));
      way.append(" (").append(step.name()).append(')');
    }
    add("Steps     ", way.toString());
  }

  /** Adds a labelled text, wrapped so that its further lines stand under its first. */
  private void add(String label, String text) {
    String indent = " ".repeat(label.length());
    StringBuilder line = new StringBuilder(label);
    for (String word : WHITE_SPACE.splitAsStream(text).toList()) {
      if (line.length() > label.length() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
      }
      if (line.length() > label.length()) {
        line.append(' ');
      }
      line.append(word);
    }
    lines.add(line.toString());
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 3) + "...";
  }

  private static String shortened(String digest) {
    return digest.length() <= 19 ? digest : digest.substring(0, 19);
  }
}
