package org.rapport.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rapport.model.AttributeReading;
import org.rapport.model.DecisionInputs;

/**
 * Everything that can be told of one decision, for the person it is about.
 *
 * @param decision the decision
 * @param inputs what it was made from, or null when the time was over before that was known
 * @param facts what rules saw before the score; empty without inputs
 * @param attributes the latest reading of each attribute, by the names that rules know
 * @param glossary what the words of the rules mean
 * @param ruleTexts by rule id: the rule as it reads, in rulebase order
 * @param nearMisses the rules that one condition alone kept from matching
 * @param counterfactuals what would have altered each segment, and the action
 * @param approvals how these rules came into force, the latest first
 */
public record Dossier(
    Decision decision,
    @Nullable DecisionInputs inputs,
    List<FactView> facts,
    List<AttributeReading> attributes,
    Glossary glossary,
    Map<String, String> ruleTexts,
    List<WhyNot> nearMisses,
    List<Counterfactual> counterfactuals,
    List<Approval> approvals) {
  public Dossier {
    facts = List.copyOf(facts);
    attributes = List.copyOf(attributes);
    ruleTexts = Collections.unmodifiableMap(new LinkedHashMap<>(ruleTexts));
    nearMisses = List.copyOf(nearMisses);
    counterfactuals = List.copyOf(counterfactuals);
    approvals = List.copyOf(approvals);
  }
}
