package org.rapport.analysis;

import org.jspecify.annotations.Nullable;

/**
 * One step from raw points to score.
 *
 * @param name {@code scale}, {@code clamp} or {@code round}
 * @param rule the id of the rule that says how, or null when the step is always so
 * @param before the value before, in millionths
 * @param after the value after, in millionths
 */
public record NormalisationStep(String name, @Nullable String rule, long before, long after) {}
