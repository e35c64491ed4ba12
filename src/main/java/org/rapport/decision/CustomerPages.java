package org.rapport.decision;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Timeline;

/**
 * Reads the timelines of all customers first seen before an instant, does some work on each, and
 * hands what it came to over page by page, in order of customer id.
 *
 * @param <T> what the work on one customer comes to
 */
final class CustomerPages<T> {
  /** How many customers one page has: what is in memory at one time. */
  static final int PAGE = 10_000;

  /** How many customers are read and worked on together. */
  static final int GROUP = 128;

  /** How many groups are under way: some are read while others are worked on. */
  static final int GROUPS = 4;

  private final Stores stores;
  private final RulesPool pool;
  private final Instant asOf;
  private final SortedSet<Instant> instants;
  private final Function<Timeline, T> work;
  private final Function<List<String>, Future<List<String>>> choice;
  private final Promise<Integer> done = Promise.promise();

  /**
   * A reading.
   *
   * @param instants the instants that the work asks the timelines for
   * @param work done on a thread where it may take a while, several at one time
   */
  CustomerPages(
      Stores stores,
      RulesPool pool,
      Instant asOf,
      SortedSet<Instant> instants,
      Function<Timeline, T> work) {
    this(stores, pool, asOf, instants, work, Future::succeededFuture);
  }

  /**
   * A reading of some customers only.
   *
   * @param choice which of some ids to read, in their order
   */
  CustomerPages(
      Stores stores,
      RulesPool pool,
      Instant asOf,
      SortedSet<Instant> instants,
      Function<Timeline, T> work,
      Function<List<String>, Future<List<String>>> choice) {
    this.choice = choice;
    this.stores = stores;
    this.pool = pool;
    this.asOf = asOf;
    this.instants = instants;
    this.work = work;
  }

  /** Takes one page; the next is read when it is done. */
  @FunctionalInterface
  interface Taking<T> {
    Future<?> take(int number, List<T> page);
  }

  /** Reads; answers how many pages there were, at least one. */
  Future<Integer> read(Taking<T> taking) {
    page(0, null, taking);
    return done.future();
  }

  // A page begins the next in place of being composed with it, as in BulkDeciding.
  private void page(int number, @Nullable String after, Taking<T> taking) {
    stores
        .customers()
        .customerIds(after, asOf, PAGE)
        .compose(
            ids ->
                choice
                    .apply(ids)
                    .compose(this::worked)
                    .compose(page -> taking.take(number, page))
                    .map(ids))
        .onFailure(done::tryFail)
        .onSuccess(
            ids -> {
              if (ids.size() < PAGE) {
                done.tryComplete(number + 1);
              } else {
                page(number + 1, ids.get(ids.size() - 1), taking);
              }
            });
  }

  private Future<List<T>> worked(List<String> ids) {
    int groups = (ids.size() + GROUP - 1) / GROUP;
    List<List<T>> results = new ArrayList<>(Collections.nCopies(groups, List.of()));
    return Window.forEach(
            IntStream.range(0, groups).iterator(),
            GROUPS,
            group ->
                group(ids.subList(group * GROUP, Math.min(ids.size(), (group + 1) * GROUP)))
                    .onSuccess(result -> results.set(group, result)))
        .map(all -> results.stream().flatMap(List::stream).toList());
  }

  private Future<List<T>> group(List<String> ids) {
    return stores
        .customers()
        .timelines(ids, instants)
        .compose(
            timelines ->
                pool.run(() -> timelines.stream().flatMap(Optional::stream).map(work).toList()));
  }
}
