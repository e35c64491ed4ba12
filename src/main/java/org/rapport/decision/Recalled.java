package org.rapport.decision;

import org.rapport.analysis.Decision;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.model.DecisionInputs;
import org.rapport.rules.Rulebase;

/**
 * A decision on record that the rules made.
 *
 * @param decision as it stands on record
 * @param inputs what it was made from
 * @param analysis what it came to
 * @param rulebase the rules of its version, built for this service
 */
record Recalled(
    Decision decision, DecisionInputs inputs, DecisionAnalysis analysis, Rulebase rulebase) {}
