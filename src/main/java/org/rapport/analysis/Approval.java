package org.rapport.analysis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a version of the rules came into force.
 *
 * @param how {@code shipped}, {@code bootstrapped}, {@code published} or {@code rolled-back}
 * @param at when, or null when that is not on record
 * @param by who did it, or null likewise
 * @param approvedBy who approved it, or null when nobody had to
 */
public record Approval(
    String how, @Nullable Instant at, @Nullable String by, @Nullable String approvedBy) {

  /** Rules that came with the program, as nobody has changed them. */
  public static final Approval SHIPPED = new Approval("shipped", null, null, null);
}
