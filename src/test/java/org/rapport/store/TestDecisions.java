package org.rapport.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Level;
import org.rapport.model.RulebaseRef;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;

/** Short words for the decisions of tests. */
final class TestDecisions {
  static final RulebaseRef RULES = new RulebaseRef("subscription", "sha256:v1", "sha256:b1");
  static final SegmentLevel AT_RISK = new SegmentLevel(Segment.CHURN_RISK, Level.HIGH);
  static final SegmentLevel CALM = new SegmentLevel(Segment.CHURN_RISK, Level.LOW);
  static final SegmentLevel READY = new SegmentLevel(Segment.UPSELL, Level.READY);

  private static final RulesOnRecord RULES_ON_RECORD =
      new RulesOnRecord(RULES, bytes("{\"cards\":[]}"), bytes("answer body"));

  private TestDecisions() {}

  static DecisionRecord decision(long number, String customerId, String asOf, int score) {
    return decision(number, customerId, asOf, asOf, summary(score), null);
  }

  static DecisionRecord decision(
      long number,
      String customerId,
      String asOf,
      String decidedAt,
      DecisionRecord.@Nullable Summary summary,
      DecisionRecord.@Nullable Idempotency idempotency) {
    return DecisionRecord.of(
        new DecisionRecord.Header(
            new UUID(7, number),
            "backend",
            Instant.parse(asOf),
            Instant.parse("2026-06-30T12:00:00Z"),
            Instant.parse(decidedAt),
            RULES,
            summary == null),
        RULES_ON_RECORD,
        customerId,
        bytes("answer " + number),
        bytes("body " + number),
        summary,
        idempotency);
  }

  static DecisionRecord keyed(long number, String customerId, String key, String request) {
    return decision(
        number,
        customerId,
        "2026-06-30T00:00:00Z",
        "2026-06-30T00:00:00Z",
        summary(50),
        new DecisionRecord.Idempotency(key, bytes(request)));
  }

  static DecisionRecord.Summary summary(int score, SegmentLevel... segments) {
    return new DecisionRecord.Summary(
        score,
        score * 2_000_000L,
        score > 60 ? "thriving" : score > 30 ? "steady" : "fading",
        "PAYING",
        "ok",
        List.of(segments),
        score > 60 ? null : "call-customer");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
