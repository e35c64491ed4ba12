package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rapport.json.CustomerJson;
import org.rapport.json.EventsJson;
import org.rapport.json.RulebasesJson;
import org.rapport.json.ScoresJson;
import org.rapport.model.CustomerHistory;
import org.rapport.model.Timeline;
import org.rapport.model.TimelineHistory;
import org.rapport.rules.Rulebase;
import org.rapport.rules.ScoringFailedException;
import org.rapport.store.DecisionLog;
import org.rapport.store.EventStore;
import org.rapport.store.LatestDecisions;

/** Reads back what is known and what was decided, as JSON bytes ready to serve. */
public final class Reading {

  /** The most days a trend may span. */
  public static final int MAX_TREND_DAYS = 366;

  /** How many readings may be under way at one time. */
  static final int MAX_IN_FLIGHT = 256;

  private static final int RETRY_AFTER_SECONDS = 2;

  /** Later than any event: what is asked for as of then is everything. */
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  private final LiveRulebases rulebases;
  private final Stores stores;
  private final RulesPool pool;
  private final InstantSource clock;
  private final Gate gate = new Gate(MAX_IN_FLIGHT, "readings", RETRY_AFTER_SECONDS);

  /** A reading of these stores. */
  public Reading(LiveRulebases rulebases, Stores stores, RulesPool pool, InstantSource clock) {
    this.rulebases = rulebases;
    this.stores = stores;
    this.pool = pool;
    this.clock = clock;
  }

  private <T> Future<T> read(Supplier<Future<T>> reading) {
    return pool.toldHere(gate.pass(reading));
  }

  /** Reads with the rulebase of a name; fails when there is none. */
  private <T> Future<T> read(@Nullable String rulebase, Function<Rulebase, Future<T>> reading) {
    return read(() -> reading.apply(rulebases.get(rulebase)));
  }

  private Instant asOfOrNow(@Nullable Instant asOf) {
    return asOf == null
        ? clock.instant().truncatedTo(ChronoUnit.MILLIS)
        : asOf.truncatedTo(ChronoUnit.MICROS);
  }

  /** A decision's bytes exactly as they were first served. */
  public Future<Optional<byte[]>> decision(UUID decisionId) {
    return read(
        () -> stores.log().find(decisionId).map(found -> found.map(DecisionLog.Stored::answer)));
  }

  /** A customer: first seen, account, attributes, latest decision in short. */
  public Future<Optional<byte[]>> customer(
      String customerId, @Nullable String rulebase, @Nullable Instant asOf) {
    Instant instant = asOfOrNow(asOf);
    return read(
        rulebase,
        rules -> {
          Future<Optional<Timeline>> timeline = timeline(customerId, instant);
          Future<Optional<LatestDecisions.Latest>> latest =
              stores.latest().find(customerId, rules.ref().name());
          return Future.all(timeline, latest)
              .map(
                  both ->
                      timeline
                          .result()
                          .flatMap(known -> customer(rules, known, instant, latest.result())));
        });
  }

  private static Optional<byte[]> customer(
      Rulebase rulebase, Timeline timeline, Instant asOf, Optional<LatestDecisions.Latest> latest) {
    int linkedIds =
        (int)
            timeline.parts().stream()
                .filter(part -> part.linkedAt() != null && part.linkedAt().isBefore(asOf))
                .count();
    return TimelineHistory.asOf(timeline, asOf)
        .map(
            history ->
                CustomerJson.bytes(
                    history,
                    rulebase.attributes(history, asOf).values(),
                    asOf,
                    linkedIds,
                    latest.map(Views::shortDecision).orElse(null)));
  }

  private Future<Optional<Timeline>> timeline(String customerId, Instant asOf) {
    return stores.customers().timeline(customerId, new TreeSet<>(List.of(asOf)));
  }

  /** A customer's activity by event type and window, as rules see it. */
  public Future<Optional<byte[]>> activity(
      String customerId, @Nullable String rulebase, @Nullable Instant asOf) {
    Instant instant = asOfOrNow(asOf);
    return read(
        rulebase,
        rules ->
            timeline(customerId, instant)
                .compose(
                    found ->
                        pool.run(
                            () ->
                                found
                                    .flatMap(known -> TimelineHistory.asOf(known, instant))
                                    .map(history -> activity(rules, history, instant)))));
  }

  private static byte[] activity(Rulebase rulebase, CustomerHistory history, Instant asOf) {
    return CustomerJson.activity(
        history.customerId(), asOf, rulebase.ref(), rulebase.facts(history, asOf));
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
    EventStore.Cursor after = cursor == null ? null : Cursors.event(cursor);
    return read(
        () ->
            stores
                .events()
                .events(customerId, eventType, from, to, after, limit)
                .compose(
                    page ->
                        page.isEmpty()
                            ? emptyPage(customerId)
                            : Future.succeededFuture(
                                Optional.of(Views.events(customerId, page, limit)))));
  }

  /** No events: an empty page for a customer of whom anything is known, else nothing. */
  private Future<Optional<byte[]>> emptyPage(String customerId) {
    return timeline(customerId, END_OF_TIME)
        .map(found -> found.map(known -> EventsJson.bytes(customerId, List.of(), null)));
  }

  /**
   * The score as of midnight UTC of each day, both days included; at most 366 days.
   *
   * @throws IllegalArgumentException when the days are the wrong way round or too many
   */
  public Future<Optional<byte[]>> scores(
      String customerId, @Nullable String rulebase, LocalDate from, LocalDate to) {
    if (from.isAfter(to) || ChronoUnit.DAYS.between(from, to) >= MAX_TREND_DAYS) {
      throw new IllegalArgumentException(
          "A trend from %s to %s cannot be told.%nMaybe ask for 1 to %d days, the earlier first."
              .formatted(from, to, MAX_TREND_DAYS));
    }
    SortedSet<Instant> midnights = new TreeSet<>();
    from.datesUntil(to.plusDays(1))
        .forEach(day -> midnights.add(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    return read(
        rulebase,
        rules ->
            stores
                .customers()
                .timeline(customerId, midnights)
                .compose(
                    found ->
                        pool.run(
                            () ->
                                found.map(
                                    known ->
                                        ScoresJson.bytes(
                                            customerId,
                                            rules.ref(),
                                            from,
                                            to,
                                            trend(rules, known, midnights))))));
  }

  private static List<ScoresJson.Row> trend(
      Rulebase rulebase, Timeline timeline, SortedSet<Instant> midnights) {
    List<ScoresJson.Row> rows = new ArrayList<>();
    for (Instant midnight : midnights) {
      TimelineHistory.asOf(timeline, midnight)
          .ifPresent(history -> rows.add(score(rulebase, history, midnight)));
    }
    return rows;
  }

  private static ScoresJson.Row score(Rulebase rulebase, CustomerHistory history, Instant asOf) {
    try {
      return new ScoresJson.Row(asOf, rulebase.score(history, asOf), null);
    } catch (ScoringFailedException unscored) {
      return new ScoresJson.Row(asOf, null, unscored.getMessage());
    }
  }

  /**
   * Who is in which segment: the latest decision of each customer that fits, with a cursor to go
   * on. The filter's {@code after} is ignored in favour of the cursor.
   *
   * @throws IllegalArgumentException when the cursor is not one of ours for this order
   */
  public Future<byte[]> customers(LatestDecisions.Filter filter, @Nullable String cursor) {
    LatestDecisions.Latest after = cursor == null ? null : Cursors.latest(filter.sort(), cursor);
    return read(
        filter.rulebase(),
        rules ->
            stores
                .latest()
                .list(Views.goingOn(filter, after))
                .map(page -> Views.customers(filter, page)));
  }

  /** The population's latest decisions counted up: distribution, bands, segments. */
  public Future<byte[]> population(@Nullable String rulebase) {
    return read(
        rulebase,
        rules ->
            stores
                .latest()
                .population(rules.ref().name())
                .map(counted -> Views.population(rules.ref().name(), counted)));
  }

  /** The rulebases with their versions and cards. */
  public Future<byte[]> rulebases() {
    List<RulebasesJson.Row> rows =
        rulebases.all().stream()
            .map(each -> new RulebasesJson.Row(each.ref(), each.catalogue().title(), each.cards()))
            .toList();
    return Future.succeededFuture(RulebasesJson.bytes(rulebases.defaultName(), rows));
  }
}
