package org.rapport.decision;

import org.jspecify.annotations.Nullable;
import org.rapport.model.DecisionBasis;
import org.rapport.model.Explain;

/**
 * Facts given inline to be decided on; nothing is stored.
 *
 * @param rulebase the rulebase's name, or null for the default one
 * @param basis the facts
 * @param explain how deep the answer's explanation goes
 * @param timeoutMs how long the rules may take, 1 to 10,000 milliseconds
 */
public record EvaluateRequest(
    @Nullable String rulebase, DecisionBasis basis, Explain explain, int timeoutMs) {}
