package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Explain;
import org.rapport.store.LatestDecisions;

/** Reads back what is known and what was decided, as JSON bytes ready to serve. */
public final class Reading {

  /** A decision's bytes exactly as they were first served. */
  public Future<Optional<byte[]>> decision(UUID decisionId) {
    throw new UnsupportedOperationException(decisionId.toString());
  }

  /** A decision's explanation at a depth. */
  public Future<Optional<byte[]>> explanation(UUID decisionId, Explain depth) {
    throw new UnsupportedOperationException(decisionId + "" + depth);
  }

  /** A customer: first seen, account, attributes, latest decision in short. */
  public Future<Optional<byte[]>> customer(
      String customerId, @Nullable String rulebase, @Nullable Instant asOf) {
    throw new UnsupportedOperationException(customerId);
  }

  /** A customer's activity by event type and window, as rules see it. */
  public Future<Optional<byte[]>> activity(
      String customerId, @Nullable String rulebase, @Nullable Instant asOf) {
    throw new UnsupportedOperationException(customerId);
  }

  /**
   * A customer's events, newest first, with a cursor to go on.
   *
   * @param cursor as an earlier answer gave it
   * @throws IllegalArgumentException when the cursor is not one of ours
   */
  public Future<Optional<byte[]>> events(
      String customerId,
      @Nullable String eventType,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String cursor,
      int limit) {
    throw new UnsupportedOperationException(customerId);
  }

  /** The score as of midnight UTC of each day, both days included; at most 366 days. */
  public Future<Optional<byte[]>> scores(
      String customerId, @Nullable String rulebase, LocalDate from, LocalDate to) {
    throw new UnsupportedOperationException(customerId);
  }

  /**
   * Who is in which segment: the latest decision of each customer that fits, with a cursor to go
   * on. The filter's {@code after} is ignored in favour of the cursor.
   */
  public Future<byte[]> customers(LatestDecisions.Filter filter, @Nullable String cursor) {
    throw new UnsupportedOperationException(filter.toString());
  }

  /** The population's latest decisions counted up: distribution, bands, segments. */
  public Future<byte[]> population(@Nullable String rulebase) {
    throw new UnsupportedOperationException(rulebase);
  }

  /** The rulebases with their versions and cards. */
  public Future<byte[]> rulebases() {
    throw new UnsupportedOperationException();
  }
}
