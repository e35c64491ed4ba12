package org.rapport.analysis;

import org.jspecify.annotations.Nullable;

/**
 * An action that some rule suggested and that was not chosen.
 *
 * @param code why: {@code outranked}, {@code ruled-out}, {@code other-channel}, {@code
 *     other-placement}
 * @param reason a finished sentence
 * @param rule the id of the rule that decided it, or null for channel and placement
 */
public record NotChosen(String action, String code, String reason, @Nullable String rule) {}
