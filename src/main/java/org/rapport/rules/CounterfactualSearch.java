package org.rapport.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Change;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.Counterfactual;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Goal;
import org.rapport.analysis.Outcome;
import org.rapport.model.DecisionInputs;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.Operand;
import org.rapport.rules.check.VerbCall;

/**
 * Searches for the smallest set of changes that brings a goal about: one change before two, then
 * the cheapest first, so the first that fits is the smallest. What the forecast lets through is
 * decided by the engine before it is said.
 */
final class CounterfactualSearch {
  /** The most sets of changes looked at; far more than the shipped rulebases give rise to. */
  static final int MAX_TRIES = 50_000;

  /** The same when no forecast can be had and the engine has to decide each. */
  static final int MAX_DECISIONS = 500;

  private static final Comparator<Candidate> CHEAPEST_FIRST =
      Comparator.comparingLong(Candidate::costMillionths).thenComparingInt(Candidate::place);

  private final Rulebase rulebase;
  private final RulebaseParts parts;
  private final DecisionInputs inputs;
  private final Goal goal;
  private final Deadline deadline;
  private final ChangedInputs changed;
  private final Forecast forecast;
  private final boolean foretold;
  private int tried;

  CounterfactualSearch(
      Rulebase rulebase, RulebaseParts parts, DecisionInputs inputs, Goal goal, Deadline deadline) {
    this.rulebase = rulebase;
    this.parts = parts;
    this.inputs = inputs;
    this.goal = goal;
    this.deadline = deadline;
    this.changed = new ChangedInputs(parts.catalogue(), inputs);
    this.forecast = new Forecast(parts, inputs);
    this.foretold =
        parts.readers().stream().map(reader -> reader.shape().rule()).allMatch(this::isPlain);
  }

  /**
   * Some changes together.
   *
   * @param place in which order they were thought of: decides between equal costs
   */
  private record Candidate(List<Change> changes, long costMillionths, int place) {}

  /** Whether all that the rule's verb is told stands in its text. */
  private boolean isPlain(CheckedRule rule) {
    boolean first = true;
    for (VerbCall.Call call : rule.verb().calls()) {
      boolean variable = call.arguments().stream().anyMatch(Operand.Variable.class::isInstance);
      boolean number = !first || rule.verb().global().equals("action");
      if (variable && (number || rule.verb().global().equals("scale"))) {
        return false;
      }
      first = false;
    }
    return true;
  }

  Counterfactual search() {
    Counterfactual found = first(List.of(new Candidate(List.of(), 0, 0)));
    if (found != null) {
      return found;
    }
    List<List<Change>> options =
        new ChangeOptions(parts, inputs, Relevance.of(parts, goal), changed, forecast).all();
    found = first(singles(options));
    if (found == null) {
      found = first(pairs(options));
    }
    return found == null
        ? new Counterfactual.NoneWithinLimits(goal, tried, tried < limit() && !deadline.passed())
        : found;
  }

  private int limit() {
    return foretold ? MAX_TRIES : MAX_DECISIONS;
  }

  private static List<Candidate> singles(List<List<Change>> options) {
    List<Candidate> singles = new ArrayList<>();
    for (List<Change> ofOne : options) {
      for (Change change : ofOne) {
        singles.add(new Candidate(List.of(change), change.costMillionths(), singles.size()));
      }
    }
    singles.sort(CHEAPEST_FIRST);
    return singles;
  }

  private static List<Candidate> pairs(List<List<Change>> options) {
    List<Candidate> pairs = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      for (int j = i + 1; j < options.size(); j++) {
        for (Change one : options.get(i)) {
          for (Change other : options.get(j)) {
            // What is beyond the limit of tries would never be looked at: the cheapest are kept.
            pairs.add(
                new Candidate(
                    List.of(one, other),
                    Math.addExact(one.costMillionths(), other.costMillionths()),
                    pairs.size()));
          }
        }
      }
    }
    pairs.sort(CHEAPEST_FIRST);
    return pairs;
  }

  private @Nullable Counterfactual first(List<Candidate> candidates) {
    for (Candidate candidate : candidates) {
      if (tried >= limit() || deadline.passed()) {
        return null;
      }
      tried++;
      if (promises(candidate)) {
        DecisionAnalysis then = proven(candidate);
        if (then != null) {
          return new Counterfactual.Found(
              goal, candidate.changes(), candidate.costMillionths(), then, tried);
        }
      }
    }
    return null;
  }

  private boolean promises(Candidate candidate) {
    if (!foretold) {
      return true;
    }
    Optional<Forecast.Outlook> outlook =
        forecast.after(candidate.changes(), changed.history(candidate.changes()));
    return outlook.isPresent() && goal.isMet(outlook.get().segments(), outlook.get().action());
  }

  /** What the engine comes to, when that is what is wanted; else null. */
  private @Nullable DecisionAnalysis proven(Candidate candidate) {
    if (rulebase.decide(changed.inputs(candidate.changes()), Deadline.NONE)
        instanceof Outcome.Decided decided) {
      DecisionAnalysis analysis = decided.analysis();
      boolean met =
          goal.isMet(
              analysis.segments().stream().map(Conclusion.InSegment::segment).toList(),
              analysis.actions().get(0).action());
      return met ? analysis : null;
    }
    return null;
  }
}
