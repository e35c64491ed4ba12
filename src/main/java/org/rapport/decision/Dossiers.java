package org.rapport.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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
  private Dossiers() {}

  /**
   * Everything that can be told of a decision.
   *
   * @param deadline when each search for a counterfactual is to be broken off
   */
  static Dossier of(
      Decision decision,
      @Nullable DecisionInputs inputs,
      Rulebase rulebase,
      List<Approval> approvals,
      Supplier<Deadline> deadline) {
    List<WhyNot> nearMisses = List.of();
    List<Counterfactual> counterfactuals = new ArrayList<>();
    List<FactView> facts = List.of();
    if (inputs != null && decision.outcome() instanceof Outcome.Decided decided) {
      nearMisses = rulebase.nearMisses(inputs, decided.analysis());
      facts = rulebase.facts(inputs.history(), inputs.asOf());
      for (Goal goal : Goals.worthTelling(decided.analysis())) {
        counterfactuals.add(rulebase.counterfactual(inputs, goal, deadline.get()));
      }
    }
    return new Dossier(
        decision,
        inputs,
        facts,
        inputs == null
            ? List.of()
            : List.copyOf(rulebase.attributes(inputs.history(), inputs.asOf()).values()),
        rulebase.catalogue().glossary(),
        rulebase.ruleTexts(),
        nearMisses,
        counterfactuals,
        approvals);
  }
}
