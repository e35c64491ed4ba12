package org.rapport.decision;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.rapport.population.Standing;
import org.rapport.population.StandingPages;
import org.rapport.rules.Rulebase;
import org.rapport.store.StandingStore;
import org.rapport.store.StandingStore.Kept;
import org.rapport.store.StoreUnavailableException;

/**
 * How all customers stand as of an instant: as kept when nothing new is known of the time before
 * it, else decided anew. Several who ask for the same at one time wait for one making.
 */
final class Standings {
  /** How many makings may be under way at one time: one keeps all cores busy. */
  static final int MAX_MAKINGS = 4;

  private static final int RETRY_AFTER_SECONDS = 10;

  private final Stores stores;
  private final RulesPool pool;
  private final Gate makings = new Gate(MAX_MAKINGS, "populations", RETRY_AFTER_SECONDS);
  private final Map<Wanted, Future<Kept>> underWay = new HashMap<>();

  private record Wanted(StandingStore.Key key, long intakeCount) {}

  Standings(Stores stores, RulesPool pool) {
    this.stores = stores;
    this.pool = pool;
  }

  /**
   * The set as of an instant.
   *
   * @param progress told how many customers are done when it is made anew
   */
  Future<Kept> asOf(Rulebase rulebase, Instant asOf, LongConsumer progress) {
    StandingStore.Key key =
        new StandingStore.Key(rulebase.ref().build(), StandingPages.FORMAT, asOf);
    // The count is read before any customer: what comes in meanwhile makes the set outdated.
    return stores
        .standings()
        .intakeCount(asOf)
        .compose(
            count ->
                stores
                    .standings()
                    .find(key, count)
                    .compose(
                        kept ->
                            kept.map(Future::succeededFuture)
                                .orElseGet(
                                    () -> made(rulebase, new Wanted(key, count), progress))));
  }

  private Future<Kept> made(Rulebase rulebase, Wanted wanted, LongConsumer progress) {
    Promise<Kept> promise = Promise.promise();
    synchronized (underWay) {
      Future<Kept> other = underWay.get(wanted);
      if (other != null) {
        return other;
      }
      underWay.put(wanted, promise.future());
    }
    makings
        .pass(
            () ->
                new StandingsMaking(stores, pool, rulebase, wanted.key().asOf(), progress)
                    .make(wanted.key(), wanted.intakeCount()))
        .onComplete(
            result -> {
              synchronized (underWay) {
                underWay.remove(wanted);
              }
              promise.handle(result);
            });
    return promise.future();
  }

  /** Reads a set page by page, in order of customer id, on threads where work may take a while. */
  Future<Void> forEach(Kept set, Consumer<Standing> each) {
    Promise<Void> done = Promise.promise();
    read(set, 0, each, done);
    return done.future();
  }

  private void read(Kept set, int number, Consumer<Standing> each, Promise<Void> done) {
    if (number == set.pages()) {
      done.tryComplete();
      return;
    }
    page(set, number, page -> page.forEach(each))
        .onFailure(done::tryFail)
        .onSuccess(read -> read(set, number + 1, each, done));
  }

  /** Reads one page. */
  Future<Void> page(Kept set, int number, Consumer<List<Standing>> page) {
    return stores
        .standings()
        .page(set.ref(), number)
        .compose(
            bytes ->
                pool.run(
                    () -> {
                      page.accept(StandingPages.read(bytes.orElseThrow(Standings::forgotten)));
                      return null;
                    }));
  }

  /** Hands over how each customer stood as of two instants, one after the other, in order of id. */
  Future<Void> pairs(
      Rulebase rulebase, Instant from, Instant to, LongConsumer progress, StandingPairs.Each each) {
    return asOf(rulebase, from, progress)
        .compose(
            was ->
                asOf(rulebase, to, progress)
                    .compose(is -> StandingPairs.forEach(this, pool, was, is, each)));
  }

  private static StoreUnavailableException forgotten() {
    return new StoreUnavailableException(
        "What was kept of the population was forgotten meanwhile.%nMaybe ask again.".formatted(),
        null);
  }
}
