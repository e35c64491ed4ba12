package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
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
  /** How long one customer may take, in milliseconds: nobody is waiting for one alone. */
  private static final int TIMEOUT_MS = 10_000;

  private final Stores stores;
  private final RulesPool pool;
  private final Rulebase rulebase;
  private final Instant asOf;
  private final LongConsumer progress;
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
  }

  /** Makes the set and keeps it under this count, which was read before anything else. */
  Future<StandingStore.Kept> make(StandingStore.Key key, long intakeCount) {
    return stores
        .standings()
        .begin(key, intakeCount)
        .compose(
            ref ->
                new CustomerPages<>(
                        stores, pool, asOf, rulebase.neededInstants(asOf), this::standing)
                    .read((number, page) -> put(ref, number, page))
                    .compose(pages -> stores.standings().finish(ref, pages)));
  }

  private Future<Void> put(long ref, int number, List<Standing> page) {
    customers += page.size();
    progress.accept(customers);
    return pool.run(() -> StandingPages.write(page))
        .compose(bytes -> stores.standings().put(ref, number, bytes));
  }

  private Standing standing(Timeline timeline) {
    return standing(rulebase, timeline, asOf);
  }

  /** How a customer stands by some rules; blocks while they run. */
  static Standing standing(Rulebase rulebase, Timeline timeline, Instant asOf) {
    try {
      DecisionInputs inputs = rulebase.neededInputs(DecisionBasis.of(timeline, asOf));
      Outcome outcome = rulebase.decide(inputs, Deadline.inMs(TIMEOUT_MS));
      return new Standing(
          timeline.customerId(), verdict(outcome), attributes(rulebase, inputs.history(), asOf));
    } catch (ScoringFailedException unscored) {
      return new Standing(
          timeline.customerId(),
          null,
          attributes(rulebase, TimelineHistory.orUnknown(timeline, asOf), asOf));
    }
  }

  /** What was decided, in short; null when nothing could be. */
  static Standing.@Nullable Verdict verdict(Outcome outcome) {
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

  private static SortedMap<String, Value> attributes(
      Rulebase rulebase, CustomerHistory history, Instant asOf) {
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
