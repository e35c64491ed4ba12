package org.rapport.decision;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Outcome;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DecisionBasis;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Timeline;
import org.rapport.model.TimelineHistory;
import org.rapport.model.Value;
import org.rapport.population.Standing;
import org.rapport.population.StandingPages;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.rules.ScoringFailedException;
import org.rapport.store.StandingStore;

/**
 * Decides about every customer as of one instant, and keeps how each stands. No decision is
 * written; none of before is seen (WasIn), nor contacts or context.
 */
final class StandingsMaking {
  /** How many standings one page holds: what is in memory at one time. */
  static final int PAGE = 10_000;

  /** How many customers are read and decided about together. */
  static final int GROUP = 128;

  /** How many groups are under way: some are read while others are decided. */
  static final int GROUPS = 4;

  /** How long one customer may take, in milliseconds: nobody is waiting for one alone. */
  private static final int TIMEOUT_MS = 10_000;

  private final Stores stores;
  private final RulesPool pool;
  private final Rulebase rulebase;
  private final Instant asOf;
  private final SortedSet<Instant> instants;
  private final LongConsumer progress;
  private final Promise<StandingStore.Kept> done = Promise.promise();
  private long customers;

  /**
   * One making.
   *
   * @param progress told how many customers are done, page by page
   */
  StandingsMaking(
      Stores stores, RulesPool pool, Rulebase rulebase, Instant asOf, LongConsumer progress) {
    this.stores = stores;
    this.pool = pool;
    this.rulebase = rulebase;
    this.asOf = asOf;
    this.progress = progress;
    this.instants =
        new TreeSet<>(
            List.of(asOf, asOf.minus(7, ChronoUnit.DAYS), asOf.minus(30, ChronoUnit.DAYS)));
  }

  /** Makes the set and keeps it under this count, which was read before anything else. */
  Future<StandingStore.Kept> make(StandingStore.Key key, long intakeCount) {
    stores
        .standings()
        .begin(key, intakeCount)
        .onFailure(done::tryFail)
        .onSuccess(ref -> page(ref, 0, null));
    return done.future();
  }

  // A page begins the next in place of being composed with it, as in BulkDeciding.
  private void page(long ref, int number, @Nullable String after) {
    stores
        .customers()
        .customerIds(after, asOf, PAGE)
        .compose(ids -> standings(ids).compose(page -> put(ref, number, page)).map(ids))
        .onFailure(done::tryFail)
        .onSuccess(
            ids -> {
              customers += ids.size();
              progress.accept(customers);
              if (ids.size() < PAGE) {
                stores.standings().finish(ref, number + 1).onComplete(done);
              } else {
                page(ref, number + 1, ids.get(ids.size() - 1));
              }
            });
  }

  private Future<Void> put(long ref, int number, List<Standing> page) {
    return pool.run(() -> StandingPages.write(page))
        .compose(bytes -> stores.standings().put(ref, number, bytes));
  }

  private Future<List<Standing>> standings(List<String> ids) {
    int groups = (ids.size() + GROUP - 1) / GROUP;
    List<List<Standing>> decided = new ArrayList<>(Collections.nCopies(groups, List.of()));
    return Window.forEach(
            IntStream.range(0, groups).iterator(),
            GROUPS,
            group ->
                group(ids.subList(group * GROUP, Math.min(ids.size(), (group + 1) * GROUP)))
                    .onSuccess(standings -> decided.set(group, standings)))
        .map(all -> decided.stream().flatMap(List::stream).toList());
  }

  private Future<List<Standing>> group(List<String> ids) {
    return stores
        .customers()
        .timelines(ids, instants)
        .compose(
            timelines ->
                pool.run(
                    () ->
                        timelines.stream().flatMap(Optional::stream).map(this::standing).toList()));
  }

  private Standing standing(Timeline timeline) {
    DecisionBasis basis =
        new DecisionBasis(
            asOf, timeline, List.of(), List.of(), Collections.emptySortedMap(), null, null, 1);
    try {
      DecisionInputs inputs = rulebase.inputs(basis);
      Outcome outcome = rulebase.decide(inputs, Deadline.inMs(TIMEOUT_MS));
      return new Standing(timeline.customerId(), verdict(outcome), attributes(inputs.history()));
    } catch (ScoringFailedException unscored) {
      CustomerHistory history =
          TimelineHistory.asOf(timeline, asOf)
              .orElseGet(() -> CustomerHistory.unknown(timeline.customerId()));
      return new Standing(timeline.customerId(), null, attributes(history));
    }
  }

  private static Standing.@Nullable Verdict verdict(Outcome outcome) {
    if (!(outcome instanceof Outcome.Decided decided)) {
      return null;
    }
    DecisionAnalysis analysis = decided.analysis();
    return new Standing.Verdict(
        analysis.score().rawMillionths(),
        analysis.score().value(),
        analysis.score().band(),
        analysis.phase().phase(),
        analysis.evidence(),
        analysis.segments().stream().map(Conclusion.InSegment::segment).toList(),
        analysis.actions().isEmpty() ? null : analysis.actions().get(0).action());
  }

  private SortedMap<String, Value> attributes(CustomerHistory history) {
    SortedMap<String, Value> known = new TreeMap<>();
    rulebase
        .attributes(history, asOf)
        .forEach(
            (name, reading) -> {
              if (rulebase.catalogue().attributes().containsKey(name)
                  && !(reading.value() instanceof Value.Removed)) {
                known.put(name, reading.value());
              }
            });
    return known;
  }
}
