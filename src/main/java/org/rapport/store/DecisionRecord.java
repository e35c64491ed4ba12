package org.rapport.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.model.RulebaseRef;
import org.rapport.model.SegmentLevel;
import org.rapport.tree.Commitment;

/**
 * One decision as it goes on record.
 *
 * @param header what may stay for ever: nothing personal
 * @param rules what it has in common with all decisions by the same rules
 * @param customerId the customer
 * @param answer the bytes as served
 * @param body inputs and full analysis, with the rules enough to decide again
 * @param packed answer and body packed
 * @param salt hides what the commitment binds
 * @param commitment binds customer, answer and body: see {@link Commitment}
 * @param summary what lists and the next decision need; null for a fallback
 * @param idempotency the caller's key, when one was given
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record DecisionRecord(
    Header header,
    RulesOnRecord rules,
    String customerId,
    byte[] answer,
    byte[] body,
    byte[] packed,
    byte[] salt,
    byte[] commitment,
    @Nullable Summary summary,
    @Nullable Idempotency idempotency) {

  /** A record, packed and hashed here and now: that takes some hundredths of a millisecond. */
  public static DecisionRecord of(
      Header header,
      RulesOnRecord rules,
      String customerId,
      byte[] answer,
      byte[] body,
      @Nullable Summary summary,
      @Nullable Idempotency idempotency) {
    byte[] packed = rules.pack(answer, body);
    byte[] salt = Commitment.salt();
    return new DecisionRecord(
        header,
        rules,
        customerId,
        answer,
        body,
        packed,
        salt,
        Commitment.of(salt, customerId, answer, body),
        summary,
        idempotency);
  }

  /** The same with the caller's key as it is stored. */
  DecisionRecord hidden(Secrets secrets) {
    return idempotency == null
        ? this
        : new DecisionRecord(
            header,
            rules,
            customerId,
            answer,
            body,
            packed,
            salt,
            commitment,
            summary,
            secrets.hidden(idempotency));
  }

  /**
   * What may stay for ever.
   *
   * @param caller the name of the API key, or {@code command-line}
   * @param receivedAt when it was asked for
   */
  public record Header(
      UUID decisionId,
      String caller,
      Instant asOf,
      Instant receivedAt,
      Instant decidedAt,
      RulebaseRef rulebase,
      boolean fallback) {}

  /** The decision in short: for lists, populations and the next decision's {@code WasIn}. */
  public record Summary(
      int score,
      long rawMillionths,
      @Nullable String band,
      String phase,
      String evidence,
      List<SegmentLevel> segments,
      @Nullable String action) {
    public Summary {
      segments = List.copyOf(segments);
    }
  }

  /**
   * A caller's idempotency key.
   *
   * @param key as given, 1 to 255 characters; unique for a caller
   * @param requestHash SHA-256 of the request, to tell a repeat from a reuse
   */
  public record Idempotency(String key, byte[] requestHash) {}
}
