package org.rapport.http;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import org.rapport.decision.LiveRulebases;
import org.rapport.decision.Reading;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.store.LatestDecisions.Filter;
import org.rapport.store.LatestDecisions.Sort;

/** Operations that read about all customers. */
final class PopulationOperations {
  private static final int CURSOR_LENGTH = 4_096;
  private static final List<Segment> SEGMENTS = List.of(Segment.values());
  private static final List<Level> LEVELS = List.of(Level.values());

  /** How a list may be sorted, as the query names it. */
  private enum Order {
    SCORE("score", Sort.SCORE_ASCENDING),
    SCORE_DOWN("-score", Sort.SCORE_DESCENDING),
    CUSTOMER("customerId", Sort.CUSTOMER_ID),
    DECIDED_DOWN("-decidedAt", Sort.DECIDED_AT_DESCENDING);

    private final String word;
    private final Sort sort;

    Order(String word, Sort sort) {
      this.word = word;
      this.sort = sort;
    }
  }

  private final Reading reading;
  private final LiveRulebases rulebases;

  PopulationOperations(Reading reading, LiveRulebases rulebases) {
    this.reading = reading;
    this.rulebases = rulebases;
  }

  /** {@code GET /v1/customers}. */
  Future<Reply> customers(Exchange exchange) {
    Query query = exchange.query(new Findings());
    String rulebase = query.word("rulebase");
    Segment segment = query.choice("segment", SEGMENTS, Segment::word);
    Level level = query.choice("level", LEVELS, Level::word);
    if (level != null && segment == null && query.absent("segment")) {
      query.wrong(
          "level",
          FindingCode.CONFLICT,
          "A level belongs to a segment.%nMaybe add segment=...".formatted());
    } else if (level != null && segment != null && !segment.levels().contains(level)) {
      query.wrong(
          "level",
          FindingCode.CONFLICT,
          "The segment %s has no level %s.%nMaybe you meant %s."
              .formatted(
                  segment.word(),
                  level.word(),
                  Words.either(segment.levels().stream().map(Level::word))));
    }
    String band = query.word("band");
    String contains = query.word("q");
    Order order = query.choice("sort", Arrays.asList(Order.values()), each -> each.word);
    int limit = query.whole("limit", 1, HttpLimits.LIST_ROWS, HttpLimits.LIST_ROWS_DEFAULT);
    String cursor = query.text("cursor", CURSOR_LENGTH);
    query.check();
    Filter filter =
        new Filter(
            rulebases.get(rulebase).ref().name(),
            segment,
            level,
            band,
            contains,
            order == null ? Sort.SCORE_DESCENDING : order.sort,
            null,
            limit);
    return ReadOperations.withCursor(() -> reading.customers(filter, cursor).map(Reply::json));
  }
}
