package org.rapport.decision;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Explain;
import org.rapport.model.Value;

/**
 * What a caller asks to be decided; already checked for form.
 *
 * @param customerId 1 to 255 characters
 * @param rulebase the rulebase's name, or null for the default one
 * @param asOf the instant to decide for, or null for now
 * @param placement only actions for this placement, when given
 * @param channel only actions for this channel, when given
 * @param context the caller's words for the moment
 * @param limit how many actions at most, 1 to 25
 * @param explain how deep the answer's explanation goes
 * @param timeoutMs how long load and rules may take together, 1 to 10,000 milliseconds
 * @param idempotencyKey the caller's key, when given, 1 to 255 characters
 */
public record DecisionRequest(
    String customerId,
    @Nullable String rulebase,
    @Nullable Instant asOf,
    @Nullable String placement,
    @Nullable String channel,
    SortedMap<String, Value> context,
    int limit,
    Explain explain,
    int timeoutMs,
    @Nullable String idempotencyKey) {
  /** How long deciding may take when the caller does not say, in milliseconds. */
  public static final int DEFAULT_TIMEOUT_MS = 200;

  public DecisionRequest {
    context = Collections.unmodifiableSortedMap(new TreeMap<>(context));
  }

  /** A plain request about a customer, as of an instant or now. */
  public static DecisionRequest of(String customerId, @Nullable Instant asOf) {
    return new DecisionRequest(
        customerId,
        null,
        asOf,
        null,
        null,
        Collections.emptySortedMap(),
        1,
        Explain.SUMMARY,
        DEFAULT_TIMEOUT_MS,
        null);
  }
}
