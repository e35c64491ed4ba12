package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;

/**
 * The latest decision of each customer: the one with the greatest as-of, then decided-at, per
 * rulebase. A decision as of an instant that was yet to come is never the latest.
 */
public final class LatestDecisions {
  private static final int MAX_ROWS = 1_000;

  /** Looking one up takes hundredths of a millisecond: a group of them keeps nobody waiting. */
  private static final Grouping.Limits LIMITS =
      new Grouping.Limits(
          "look-ups of earlier decisions", 10_000, 256, Long.MAX_VALUE, Grouping.CORES);

  private final SqlClient reads;
  private final Grouping<Before, List<SegmentLevel>> segmentsBefore;

  /** A view on this database. */
  public LatestDecisions(Database database) {
    this.reads = database.reads();
    this.segmentsBefore = Grouping.of(LIMITS, this::readSegmentsBefore);
  }

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
   * @param idContains only ids that contain this text, letter for letter, when given
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
    List<@Nullable String> texts = new ArrayList<>();
    texts.add(filter.rulebase());
    texts.add(filter.band());
    texts.add(filter.idContains());
    if (texts.stream().anyMatch(text -> text != null && !Storable.canStore(text))) {
      return Future.succeededFuture(List.of());
    }
    Latest after = filter.after();
    return StoreFailures.translate(
        reads
            .preparedQuery(statement(filter.sort()))
            .execute(
                Columns.tuple(
                    filter.rulebase(),
                    words(filter.segment(), filter.level()),
                    filter.band(),
                    filter.idContains(),
                    after == null ? null : place(filter.sort(), after),
                    after == null ? null : after.customerId(),
                    Math.min(Math.max(filter.limit(), 1), MAX_ROWS)))
            .map(
                rows -> {
                  List<Latest> list = new ArrayList<>();
                  for (Row row : rows) {
                    list.add(latest(row));
                  }
                  return list;
                }));
  }

  private static String statement(Sort sort) {
    return switch (sort) {
      case SCORE_DESCENDING -> LatestSql.BY_SCORE_DESCENDING;
      case SCORE_ASCENDING -> LatestSql.BY_SCORE_ASCENDING;
      case CUSTOMER_ID -> LatestSql.BY_CUSTOMER_ID;
      case DECIDED_AT_DESCENDING -> LatestSql.BY_DECIDED_AT_DESCENDING;
    };
  }

  private static Object place(Sort sort, Latest after) {
    return sort == Sort.DECIDED_AT_DESCENDING
        ? Columns.stored(after.decidedAt())
        : (Object) after.summary().score();
  }

  private static String @Nullable [] words(@Nullable Segment segment, @Nullable Level level) {
    if (segment == null) {
      return null;
    }
    return segment.levels().stream()
        .filter(each -> level == null || each == level)
        .map(each -> DecisionRows.word(segment, each))
        .toArray(String[]::new);
  }

  private static Latest latest(Row row) {
    return new Latest(
        row.getString(0),
        row.getUUID(1),
        row.getOffsetDateTime(2).toInstant(),
        row.getOffsetDateTime(3).toInstant(),
        new DecisionRecord.Summary(
            row.getInteger(4),
            row.getLong(5),
            row.getString(6),
            row.getString(7),
            row.getString(8),
            DecisionRows.segments(row.getArrayOfStrings(9)),
            row.getString(10)));
  }

  /** One customer's latest decision, empty when there is none. */
  public Future<Optional<Latest>> find(String customerId, String rulebase) {
    if (!Storable.canStore(customerId) || !Storable.canStore(rulebase)) {
      return Future.succeededFuture(Optional.empty());
    }
    return StoreFailures.translate(
        reads
            .preparedQuery(LatestSql.OF_CUSTOMER)
            .execute(Columns.tuple(rulebase, customerId))
            .map(
                rows ->
                    rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(latest(rows.iterator().next()))));
  }

  /** The segments of the decision with the greatest as-of strictly before this; empty when none. */
  public Future<List<SegmentLevel>> segmentsBefore(
      String customerId, String rulebase, Instant asOf) {
    if (!Storable.canStore(customerId) || !Storable.canStore(rulebase)) {
      return Future.succeededFuture(List.of());
    }
    return segmentsBefore.ask(new Before(customerId, rulebase, Columns.limit(asOf)));
  }

  private record Before(String customerId, String rulebase, OffsetDateTime asOf) {}

  private Future<List<List<SegmentLevel>>> readSegmentsBefore(List<Before> asked) {
    return reads
        .preparedQuery(DecisionSql.SEGMENTS_BEFORE)
        .execute(
            Columns.tuple(
                Columns.of(asked, String[]::new, Before::customerId),
                Columns.of(asked, String[]::new, Before::rulebase),
                Columns.of(asked, OffsetDateTime[]::new, Before::asOf)))
        .map(
            rows -> {
              List<List<SegmentLevel>> segments =
                  new ArrayList<>(Collections.nCopies(asked.size(), List.of()));
              for (Row row : rows) {
                segments.set(
                    row.getInteger(0) - 1, DecisionRows.segments(row.getArrayOfStrings(1)));
              }
              return segments;
            });
  }

  /** Which of these customers have a decision as of exactly this instant, by this version. */
  public Future<Set<String>> decidedAsOf(
      List<String> customerIds, String rulebase, String version, Instant asOf) {
    String[] ids = customerIds.stream().filter(Storable::canStore).toArray(String[]::new);
    return StoreFailures.translate(
        reads
            .preparedQuery(DecisionSql.DECIDED_AS_OF)
            .execute(Columns.tuple(ids, rulebase, version, Columns.stored(asOf)))
            .map(
                rows -> {
                  Set<String> decided = new TreeSet<>();
                  for (Row row : rows) {
                    decided.add(row.getString(0));
                  }
                  return decided;
                }));
  }

  /** The bands of the latest decisions of some customers, by id; who is in none is left out. */
  public Future<Map<String, String>> bands(String rulebase, List<String> customerIds) {
    String[] ids = customerIds.stream().filter(Storable::canStore).toArray(String[]::new);
    return StoreFailures.translate(
        reads
            .preparedQuery(LatestSql.BANDS)
            .execute(Columns.tuple(rulebase, ids))
            .map(
                rows -> {
                  Map<String, String> bands = new TreeMap<>();
                  for (Row row : rows) {
                    bands.put(row.getString(0), row.getString(1));
                  }
                  return bands;
                }));
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
    return StoreFailures.translate(
        reads
            .preparedQuery(LatestSql.POPULATION)
            .execute(Columns.tuple(rulebase))
            .map(PopulationReader::read));
  }
}
