package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rapport.population.Distribution;
import org.rapport.population.DistributionGathering;
import org.rapport.rules.Rulebase;
import org.rapport.store.StandingStore.Kept;

/** Reads about all customers together, as of any instants. Writes no decision. */
public final class PopulationReading {
  /** How many such readings may be under way at one time. */
  static final int MAX_IN_FLIGHT = 16;

  private static final int RETRY_AFTER_SECONDS = 5;

  private final LiveRulebases rulebases;
  private final RulesPool pool;
  private final Standings standings;
  private final Gate gate =
      new Gate(MAX_IN_FLIGHT, "readings of the population", RETRY_AFTER_SECONDS);

  /** A reading of these stores. */
  public PopulationReading(LiveRulebases rulebases, Stores stores, RulesPool pool) {
    this.rulebases = rulebases;
    this.pool = pool;
    this.standings = new Standings(stores, pool);
  }

  private <T> Future<T> read(Supplier<Future<T>> reading) {
    return pool.toldHere(gate.pass(reading));
  }

  /**
   * How all customers first seen before an instant stand as of it.
   *
   * @param by an attribute of the catalogue to tell customers apart by, or null
   * @param customerId a customer whose percentiles are wanted, or null
   * @param progress told how many customers are decided about, when they must be
   * @return fails with {@link UnknownRulebaseException}, {@link UnfitQuestionException}, {@link
   *     OverloadedException} or {@link org.rapport.store.StoreUnavailableException}
   */
  public Future<Distribution> distribution(
      @Nullable String rulebase,
      Instant asOf,
      @Nullable String by,
      @Nullable String customerId,
      LongConsumer progress) {
    Instant instant = asOf.truncatedTo(ChronoUnit.MICROS);
    return read(
        () -> {
          Rulebase rules = rulebases.get(rulebase);
          if (by != null) {
            Attributes.require(rules.catalogue(), "by", by);
          }
          DistributionGathering gathering = new DistributionGathering(by, customerId);
          return standings
              .asOf(rules, instant, progress)
              .compose(
                  set ->
                      firstReading(set, gathering)
                          .compose(
                              first -> {
                                if (gathering.missesCustomer()) {
                                  throw noCustomer(String.valueOf(customerId), instant);
                                }
                                return standings.forEach(set, gathering::add);
                              }))
              .compose(all -> pool.run(() -> gathering.done(rules.ref(), instant)));
        });
  }

  private Future<Void> firstReading(Kept set, DistributionGathering gathering) {
    return gathering.needsFirstReading()
        ? standings.forEach(set, gathering::look).onSuccess(all -> gathering.settleGroups())
        : Future.succeededFuture();
  }

  private static UnfitQuestionException noCustomer(String customerId, Instant asOf) {
    return new UnfitQuestionException(
        "customer",
        "Nothing could be decided about a customer \"%s\" as of %s.%nMaybe the id is written in another way, or the customer was first seen later."
            .formatted(customerId.replaceAll("\\p{Cntrl}", "?"), asOf));
  }
}
