package org.rapport.decision;

import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Outcome;
import org.rapport.model.DecisionInputs;

/**
 * What deciding came to, and on what.
 *
 * @param inputs null when the time was over, or no score could be had, before they were complete
 */
record Made(@Nullable DecisionInputs inputs, Outcome outcome) {}
