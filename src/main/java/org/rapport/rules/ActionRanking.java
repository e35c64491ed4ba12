package org.rapport.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.NotChosen;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Millionths;
import org.rapport.rules.check.Catalogue;
import org.rapport.rules.verb.NextBestAction;

/** Ranks what was suggested: priority, highest first, then the action's id. */
final class ActionRanking {
  private static final Comparator<Candidate> ORDER =
      Comparator.comparingLong((Candidate candidate) -> candidate.priority)
          .reversed()
          .thenComparing(candidate -> candidate.action);

  private final RulebaseParts parts;
  private final Conclusions conclusions;
  private final DecisionInputs inputs;
  private final SortedMap<String, Candidate> candidates = new TreeMap<>();
  private final SortedMap<String, Integer> ruledOut = new TreeMap<>();

  ActionRanking(
      RulebaseParts parts, Conclusions conclusions, DecisionInputs inputs, NextBestAction said) {
    this.parts = parts;
    this.conclusions = conclusions;
    this.inputs = inputs;
    for (NextBestAction.Suggestion suggestion : said.suggestions()) {
      candidates
          .computeIfAbsent(suggestion.action(), Candidate::new)
          .add(suggestion.match().rule(), suggestion.priorityMillionths());
    }
    for (NextBestAction.Exclusion exclusion : said.exclusions()) {
      ruledOut.merge(exclusion.action(), exclusion.match().rule(), Math::min);
    }
  }

  /** What was chosen and what was not. */
  record Ranked(List<Conclusion.Chosen> chosen, List<NotChosen> notChosen) {}

  Ranked ranked() {
    List<Candidate> fit = new ArrayList<>();
    List<NotChosen> notChosen = new ArrayList<>();
    for (Candidate candidate : candidates.values()) {
      NotChosen refusal = refusal(candidate.action);
      if (refusal == null) {
        fit.add(candidate);
      } else {
        notChosen.add(refusal);
      }
    }
    fit.sort(ORDER);
    List<Conclusion.Chosen> chosen = new ArrayList<>();
    for (Candidate candidate : fit) {
      if (chosen.size() < inputs.limit()) {
        chosen.add(chosen(candidate, chosen.size() + 1));
      } else {
        notChosen.add(outranked(candidate, fit.get(inputs.limit() - 1)));
      }
    }
    if (chosen.isEmpty()) {
      String standing = parts.catalogue().defaultAction();
      chosen.add(new Conclusion.Chosen(standing, 1, 0, payload(standing), List.of(), List.of()));
    }
    notChosen.sort(Comparator.comparing(NotChosen::action));
    return new Ranked(chosen, notChosen);
  }

  private Conclusion.Chosen chosen(Candidate candidate, int rank) {
    return new Conclusion.Chosen(
        candidate.action,
        rank,
        candidate.priority,
        payload(candidate.action),
        candidate.rules.stream().map(parts::id).toList(),
        candidate.rules.stream().map(conclusions::reason).toList());
  }

  private String payload(String action) {
    Catalogue.ActionEntry entry = parts.catalogue().actions().get(action);
    return entry == null ? "{}" : entry.payloadJson();
  }

  private @Nullable NotChosen refusal(String action) {
    Integer excluding = ruledOut.get(action);
    if (excluding != null) {
      return new NotChosen(action, "ruled-out", conclusions.reason(excluding), parts.id(excluding));
    }
    Catalogue.ActionEntry entry = parts.catalogue().actions().get(action);
    String channel = entry == null ? null : entry.channel();
    if (inputs.channel() != null && !inputs.channel().equals(channel)) {
      return new NotChosen(
          action, "other-channel", asked("channel", inputs.channel(), channel), null);
    }
    String placement = entry == null ? null : entry.placement();
    if (inputs.placement() != null && !inputs.placement().equals(placement)) {
      return new NotChosen(
          action, "other-placement", asked("placement", inputs.placement(), placement), null);
    }
    return null;
  }

  private static String asked(String what, String wanted, @Nullable String has) {
    return has == null
        ? "Its %s is not %s, which was asked for: it has none.".formatted(what, wanted)
        : "Its %s is %s, and %s was asked for.".formatted(what, has, wanted);
  }

  private NotChosen outranked(Candidate candidate, Candidate winner) {
    String reason =
        candidate.priority == winner.priority
            ? "As urgent as %s (priority %s), which comes first by name."
                .formatted(winner.action, Millionths.text(winner.priority))
            : "Less urgent (priority %s) than %s (priority %s)."
                .formatted(
                    Millionths.text(candidate.priority),
                    winner.action,
                    Millionths.text(winner.priority));
    return new NotChosen(candidate.action, "outranked", reason, parts.id(winner.decidingRule));
  }

  /** An action that some rule suggested. */
  private static final class Candidate {
    private final String action;
    private final SortedSet<Integer> rules = new TreeSet<>();
    private long priority = Long.MIN_VALUE;
    private int decidingRule;

    Candidate(String action) {
      this.action = action;
    }

    void add(int rule, long priorityMillionths) {
      boolean decides =
          priorityMillionths > priority || (priorityMillionths == priority && rule < decidingRule);
      if (decides) {
        priority = priorityMillionths;
        decidingRule = rule;
      }
      rules.add(rule);
    }
  }

  /** Where the finished sentences of matched rules come from. */
  @FunctionalInterface
  interface Conclusions {
    /** The sentence of a rule that matched, by its number. */
    String reason(int rule);
  }
}
