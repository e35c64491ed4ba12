package org.rapport.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.DecisionRequest;
import org.rapport.model.Explain;
import org.rapport.model.Value;

/** What every request to decide may say besides whom it is about. */
record DecisionOptions(
    @Nullable String rulebase,
    @Nullable Instant asOf,
    @Nullable String placement,
    @Nullable String channel,
    SortedMap<String, Value> context,
    int limit,
    Explain explain,
    int timeoutMs) {

  static final List<Explain> DEPTHS = List.of(Explain.values());

  /** Reads the options among a request's fields; what is wrong is noted. */
  static DecisionOptions read(Fields fields) {
    return read(fields, DecisionRequest.DEFAULT_TIMEOUT_MS);
  }

  /** The same with a default of its own for how long deciding about each customer may take. */
  static DecisionOptions read(Fields fields, int defaultTimeoutMs) {
    Explain explain = fields.choice("explain", DEPTHS, Words::of);
    return new DecisionOptions(
        fields.text("rulebase", HttpLimits.WORD_LENGTH),
        fields.instant("asOf"),
        fields.text("placement", HttpLimits.WORD_LENGTH),
        fields.text("channel", HttpLimits.WORD_LENGTH),
        context(fields),
        fields.whole("limit", 1, HttpLimits.ACTIONS, 1),
        explain == null ? Explain.SUMMARY : explain,
        fields.whole("timeoutMs", 1, HttpLimits.TIMEOUT_MS, defaultTimeoutMs));
  }

  private static SortedMap<String, Value> context(Fields fields) {
    SortedMap<String, Value> context = new TreeMap<>();
    ObjectNode object = fields.object("context");
    if (object == null) {
      return context;
    }
    if (object.size() > HttpLimits.CONTEXT_VALUES) {
      fields
          .findings()
          .add(
              fields.pointer("context"),
              FindingCode.TOO_MANY,
              "The context has %d values, more than %d."
                  .formatted(object.size(), HttpLimits.CONTEXT_VALUES));
      return context;
    }
    Scalars.read(
        object,
        fields.pointer("context"),
        fields.findings(),
        (name, value) -> context.put(name, value));
    return context;
  }

  /** The request about one customer. */
  DecisionRequest about(String customerId, @Nullable String idempotencyKey) {
    return new DecisionRequest(
        customerId,
        rulebase,
        asOf,
        placement,
        channel,
        context,
        limit,
        explain,
        timeoutMs,
        idempotencyKey);
  }
}
