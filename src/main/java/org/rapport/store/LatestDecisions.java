package org.rapport.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;

/**
 * The latest decision of each customer: the one with the greatest as-of, then decided-at, per
 * rulebase.
 */
public final class LatestDecisions {

  /** A view on this database. */
  public LatestDecisions(Database database) {}

  /** One customer's latest decision in short. */
  public record Latest(
      String customerId,
      UUID decisionId,
      Instant asOf,
      Instant decidedAt,
      DecisionRecord.Summary summary) {}

  /** How a list is ordered; ties are by customer id. */
  public enum Sort {
    SCORE_DESCENDING,
    SCORE_ASCENDING,
    CUSTOMER_ID,
    DECIDED_AT_DESCENDING
  }

  /**
   * What to list.
   *
   * @param segment only customers in this segment, when given
   * @param level only at this level of it, when given
   * @param band only in this band, when given
   * @param idContains only ids that contain this text, when given
   * @param after the last row read, when going on
   * @param limit 1 to 1,000
   */
  public record Filter(
      String rulebase,
      @Nullable Segment segment,
      @Nullable Level level,
      @Nullable String band,
      @Nullable String idContains,
      Sort sort,
      @Nullable Latest after,
      int limit) {}

  /** The customers that fit, in the order asked for. */
  public Future<List<Latest>> list(Filter filter) {
    throw new UnsupportedOperationException(filter.toString());
  }

  /** One customer's latest decision, empty when there is none. */
  public Future<Optional<Latest>> find(String customerId, String rulebase) {
    throw new UnsupportedOperationException(customerId + rulebase);
  }

  /** The segments of the decision with the greatest as-of strictly before this; empty when none. */
  public Future<List<SegmentLevel>> segmentsBefore(
      String customerId, String rulebase, Instant asOf) {
    throw new UnsupportedOperationException(customerId + rulebase + asOf);
  }

  /** Which of these customers have a decision as of exactly this instant, by this version. */
  public Future<Set<String>> decidedAsOf(
      List<String> customerIds, String rulebase, String version, Instant asOf) {
    throw new UnsupportedOperationException(customerIds + rulebase + version + asOf);
  }

  /**
   * The population's latest decisions counted up.
   *
   * @param customers how many customers have one
   * @param scores how many at each score, 1 to 100 (absent: none)
   * @param bands by band
   * @param phases by phase
   * @param evidence by evidence level
   * @param segments by segment word, then level word
   * @param actions by action
   * @param oldestAsOf the least as-of among them, null when there are none
   * @param newestAsOf the greatest
   */
  public record Population(
      long customers,
      SortedMap<Integer, Long> scores,
      SortedMap<String, Long> bands,
      SortedMap<String, Long> phases,
      SortedMap<String, Long> evidence,
      SortedMap<String, SortedMap<String, Long>> segments,
      SortedMap<String, Long> actions,
      @Nullable Instant oldestAsOf,
      @Nullable Instant newestAsOf) {}

  /** Counts the population up. */
  public Future<Population> population(String rulebase) {
    throw new UnsupportedOperationException(rulebase);
  }
}
