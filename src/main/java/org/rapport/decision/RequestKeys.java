package org.rapport.decision;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import org.rapport.json.CanonicalRequest;
import org.rapport.store.DecisionRecord;

/** Tells repeats of a request from other requests. */
final class RequestKeys {

  private RequestKeys() {}

  /** The caller's key with the SHA-256 of the canonical request, or null without a key. */
  static DecisionRecord.@Nullable Idempotency of(DecisionRequest request) {
    String key = request.idempotencyKey();
    return key == null ? null : new DecisionRecord.Idempotency(key, sha256(canonical(request)));
  }

  private static byte[] canonical(DecisionRequest request) {
    return new CanonicalRequest(
            request.customerId(),
            request.rulebase(),
            request.asOf(),
            request.placement(),
            request.channel(),
            request.context(),
            request.limit(),
            request.explain(),
            request.timeoutMs())
        .bytes();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
