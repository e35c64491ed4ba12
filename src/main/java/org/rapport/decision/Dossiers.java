package org.rapport.decision;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Approval;
import org.rapport.analysis.Counterfactual;
import org.rapport.analysis.Decision;
import org.rapport.analysis.Dossier;
import org.rapport.analysis.FactView;
import org.rapport.analysis.Goal;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.WhyNot;
import org.rapport.model.DecisionInputs;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;

/** Puts dossiers together. */
final class Dossiers {
  /** After so long each search for a counterfactual is broken off, in milliseconds. */
  private static final int SEARCH_TIMEOUT_MS = 1_000;

  private Dossiers() {}

  /** Everything that can be told of a decision; takes up to some seconds. */
  static Dossier of(
      Decision decision,
      @Nullable DecisionInputs inputs,
      Rulebase rulebase,
      List<Approval> approvals) {
    List<WhyNot> nearMisses = List.of();
    List<Counterfactual> counterfactuals = new ArrayList<>();
    List<FactView> facts = List.of();
    if (inputs != null && decision.outcome() instanceof Outcome.Decided decided) {
      nearMisses = rulebase.nearMisses(inputs, decided.analysis());
      facts = rulebase.facts(inputs.history(), inputs.asOf());
      for (Goal goal : Goals.worthTelling(decided.analysis())) {
        counterfactuals.add(
            rulebase.counterfactual(inputs, goal, Deadline.inMs(SEARCH_TIMEOUT_MS)));
      }
    }
    return new Dossier(
        decision,
        inputs,
        facts,
        rulebase.catalogue().glossary(),
        rulebase.ruleTexts(),
        nearMisses,
        counterfactuals,
        approvals);
  }
}
