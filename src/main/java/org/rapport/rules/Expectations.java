package org.rapport.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.MatchAnalysis;
import org.rapport.analysis.Matches;
import org.rapport.analysis.NotChosen;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.analysis.WhyNot;
import org.rapport.model.Level;
import org.rapport.model.SegmentLevel;
import org.rapport.rules.check.RulebaseTest;

/** Compares an analysis with what a test case expects, in plain words. */
final class Expectations {
  private final DecisionAnalysis analysis;
  private final Function<String, Optional<WhyNot>> whyNot;
  private final BiPredicate<String, Level> raises;
  private final Map<String, List<MatchAnalysis>> matches = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();

  /**
   * Expectations of this analysis.
   *
   * @param whyNot why a rule of this id did not match
   * @param raises whether a rule of this id raises a level
   */
  Expectations(
      DecisionAnalysis analysis,
      Function<String, Optional<WhyNot>> whyNot,
      BiPredicate<String, Level> raises) {
    this.analysis = analysis;
    this.whyNot = whyNot;
    this.raises = raises;
    for (RuleAnalysis rule : analysis.rules()) {
      matches.put(
          rule.card().id(),
          rule.matches() instanceof Matches.Listed listed ? listed.matches() : List.of());
    }
  }

  List<String> differences(RulebaseTest.Expected expected) {
    same("phase", analysis.phase().phase().name(), expected.phase());
    score(expected.scoreAtLeast(), expected.scoreAtMost());
    same("band", analysis.score().band(), expected.band());
    expected.segments().forEach(this::inSegment);
    expected.notIn().forEach(this::notIn);
    action(expected.action());
    expected.rules().forEach(this::matched);
    expected.rulesNot().forEach(this::notMatched);
    expected.reasons().forEach(this::says);
    return List.copyOf(differences);
  }

  private void same(String what, @Nullable String seen, @Nullable String expected) {
    if (expected != null && !expected.equals(seen)) {
      differences.add(
          seen == null
              ? "There is no %s; %s was expected.".formatted(what, expected)
              : "The %s is %s; %s was expected.".formatted(what, seen, expected));
    }
  }

  private void action(@Nullable String expected) {
    Conclusion.Chosen seen = analysis.actions().get(0);
    if (expected == null || expected.equals(seen.action())) {
      return;
    }
    String why =
        analysis.notChosen().stream()
            .filter(other -> other.action().equals(expected))
            .map(NotChosen::reason)
            .findFirst()
            .orElse("No rule suggested it.");
    differences.add(
        "The action is %s%s; %s was expected. %s"
            .formatted(
                seen.action(),
                seen.rules().isEmpty() ? "" : ", by " + String.join(", ", seen.rules()),
                expected,
                why));
  }

  private void score(@Nullable Integer atLeast, @Nullable Integer atMost) {
    int score = analysis.score().value();
    if (atLeast != null && score < atLeast) {
      differences.add("The score is %d; at least %d was expected.".formatted(score, atLeast));
    }
    if (atMost != null && score > atMost) {
      differences.add("The score is %d; at most %d was expected.".formatted(score, atMost));
    }
  }

  private @Nullable String level(String segment) {
    return analysis.segments().stream()
        .map(Conclusion.InSegment::segment)
        .filter(level -> level.segment().word().equals(segment))
        .map(level -> level.level().word())
        .findFirst()
        .orElse(null);
  }

  private void inSegment(SegmentLevel expected) {
    String segment = expected.segment().word();
    String seen = level(segment);
    if (!expected.level().word().equals(seen)) {
      differences.add(
          seen == null
              ? "The customer is not in %s; %s was expected.%s"
                  .formatted(segment, expected.level().word(), nearest(expected))
              : "The level of %s is %s; %s was expected.%s"
                  .formatted(segment, seen, expected.level().word(), nearest(expected)));
    }
  }

  /** The rules for this level that one condition alone kept from matching, with what it needs. */
  private String nearest(SegmentLevel expected) {
    StringBuilder nearest = new StringBuilder();
    for (RuleAnalysis rule : analysis.rules()) {
      if (rule.card().file().startsWith(expected.segment().word() + ".")
          && raises.test(rule.card().id(), expected.level())) {
        whyNot
            .apply(rule.card().id())
            .filter(WhyNot::nearMiss)
            .ifPresent(
                why ->
                    nearest.append(
                        "%n      the rule %s is near: %s"
                            .formatted(why.card().id(), why.because())));
      }
    }
    return nearest.isEmpty()
        ? "%n      no rule that says %s is one condition away".formatted(expected.level().word())
        : nearest.toString();
  }

  private String because(String rule) {
    return whyNot.apply(rule).map(WhyNot::because).orElse("there is no such rule");
  }

  private void notIn(String segment) {
    String seen = level(segment);
    if (seen != null) {
      differences.add(
          "The customer is in %s (%s), which was not expected.".formatted(segment, seen));
    }
  }

  private List<MatchAnalysis> matches(String rule) {
    return matches.getOrDefault(rule, List.of());
  }

  private boolean exists(String rule) {
    if (!matches.containsKey(rule)) {
      differences.add("There is no rule %s.".formatted(rule));
      return false;
    }
    return true;
  }

  private void matched(String rule) {
    if (exists(rule) && matches(rule).isEmpty()) {
      differences.add(
          "The rule %s did not match; it was expected to, but %s.".formatted(rule, because(rule)));
    }
  }

  private void notMatched(String rule) {
    if (exists(rule) && !matches(rule).isEmpty()) {
      differences.add(
          "The rule %s matched, which was not expected; it says: \"%s\""
              .formatted(rule, matches(rule).get(0).sentence()));
    }
  }

  private void says(String rule, String sentence) {
    if (!exists(rule)) {
      return;
    }
    List<String> said = matches(rule).stream().map(MatchAnalysis::sentence).toList();
    if (said.isEmpty()) {
      differences.add(
          "The rule %s did not match, because %s; it was expected to say: \"%s\""
              .formatted(rule, because(rule), sentence));
    } else if (!said.contains(sentence)) {
      differences.add(
          "The rule %s says \"%s\"; it was expected to say \"%s\""
              .formatted(rule, String.join("\" and \"", said), sentence));
    }
  }
}
