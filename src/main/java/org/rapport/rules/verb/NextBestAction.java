package org.rapport.rules.verb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The verbs of the next best action stage. */
public final class NextBestAction extends Facade {
  private final List<Suggestion> suggestions = new ArrayList<>();
  private final List<Exclusion> exclusions = new ArrayList<>();

  /** A match that suggests an action; the priority in millionths. */
  public record Suggestion(Match match, String action, long priorityMillionths) {}

  /** A match that rules an action out. */
  public record Exclusion(Match match, String action) {}

  public NextBestAction() {
    super("action");
  }

  /** The rule that speaks next, and what it bound. */
  public NextBestAction match(int rule, Object... bound) {
    begin(rule, bound);
    return this;
  }

  /** Suggests an action of the catalogue; the priority, 0 to 100, in millionths. */
  public void suggest(String action, long priorityMillionths) {
    suggestions.add(new Suggestion(speaking(), action, priorityMillionths));
  }

  /** The action may not be chosen, whoever suggests it. */
  public void ruleOut(String action) {
    exclusions.add(new Exclusion(speaking(), action));
  }

  /** Every suggestion, in no particular order. */
  public List<Suggestion> suggestions() {
    return Collections.unmodifiableList(suggestions);
  }

  /** Every exclusion, in no particular order. */
  public List<Exclusion> exclusions() {
    return Collections.unmodifiableList(exclusions);
  }
}
