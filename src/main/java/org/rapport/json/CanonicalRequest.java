package org.rapport.json;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Explain;
import org.rapport.model.Value;

/**
 * What a caller asked for, in the one form that tells a repeat from another request: how the caller
 * laid out the body makes no difference.
 */
public record CanonicalRequest(
    String customerId,
    @Nullable String rulebase,
    @Nullable Instant asOf,
    @Nullable String placement,
    @Nullable String channel,
    SortedMap<String, Value> context,
    int limit,
    Explain explain,
    int timeoutMs) {

  public CanonicalRequest {
    context = Collections.unmodifiableSortedMap(new TreeMap<>(context));
  }

  /** The same request gives the same bytes. */
  public byte[] bytes() {
    return JsonOut.objectBytes(
        out ->
            out.text("customerId", customerId)
                .text("rulebase", rulebase)
                .instant("asOf", asOf)
                .text("placement", placement)
                .text("channel", channel)
                .values("context", context)
                .number("limit", limit)
                .text("explain", Words.of(explain))
                .number("timeoutMs", timeoutMs));
  }
}
