package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Outcome;
import org.rapport.model.Explain;
import org.rapport.rules.Rulebase;
import org.rapport.store.Repeating;

/**
 * Decides about every customer as of one instant. What was decided before as of that instant by the
 * same version is skipped, so that a run that was broken off goes on where it was.
 */
public final class BulkDeciding {

  /** How many decisions are in the making at one time. */
  static final int CONCURRENCY = 512;

  /** How many customer ids are held at one time. */
  static final int PAGE = 10_000;

  /** How long one decision may take: nobody is waiting for it, milliseconds. */
  private static final int TIMEOUT_MS = 10_000;

  private final LiveRulebases rulebases;
  private final Stores stores;
  private final Decider decider;
  private final RulesPool pool;

  /** Bulk deciding by this decider. */
  public BulkDeciding(LiveRulebases rulebases, Stores stores, Decider decider, RulesPool pool) {
    this.rulebases = rulebases;
    this.stores = stores;
    this.decider = decider;
    this.pool = pool;
  }

  /**
   * What a run came to.
   *
   * @param decided how many customers were decided about, fallbacks included
   * @param skipped how many had been already
   * @param fallbacks how many of the decided got the default action because no analysis could be
   *     had
   */
  public record Counts(long decided, long skipped, long fallbacks) {}

  /** Told after each decision, from any thread: how far the run is. */
  @FunctionalInterface
  public interface Progress {

    /** So many of so many customers are done; the total may have grown meanwhile. */
    void at(long done, long total);
  }

  /**
   * Decides about all customers first seen before an instant, as of then.
   *
   * @return fails with {@link UnknownRulebaseException}, or with the first failure to decide or to
   *     record; what was decided until then stays decided
   */
  public Future<Counts> decideAll(
      @Nullable String rulebase, Instant asOf, String caller, Progress progress) {
    Instant instant = asOf.truncatedTo(ChronoUnit.MICROS);
    return rulebases.asked(rulebase).compose(rules -> run(rules, instant, caller, progress));
  }

  private Future<Counts> run(Rulebase rules, Instant instant, String caller, Progress progress) {
    return stores
        .customers()
        .count(instant)
        .compose(total -> new Run(rules, instant, caller, total, progress).start());
  }

  /** One run: page after page, in order of customer id. */
  private final class Run {

    private final Rulebase rulebase;
    private final Instant asOf;
    private final String caller;
    private final long total;
    private final Progress progress;
    private final AtomicLong decided = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong fallbacks = new AtomicLong();
    private @Nullable String after;

    Run(Rulebase rulebase, Instant asOf, String caller, long total, Progress progress) {
      this.rulebase = rulebase;
      this.asOf = asOf;
      this.caller = caller;
      this.total = total;
      this.progress = progress;
    }

    Future<Counts> start() {
      return Repeating.whileTrue(this::page)
          .map(done -> new Counts(decided.get(), skipped.get(), fallbacks.get()));
    }

    /** Decides about the next page; false when it is the last. */
    private Future<Boolean> page() {
      return pool.toldHere(
              stores.customers().customerIds(after, asOf, PAGE).compose(this::decidePage))
          .map(
              ids -> {
                after = ids.isEmpty() ? after : ids.get(ids.size() - 1);
                return ids.size() == PAGE;
              });
    }

    private Future<List<String>> decidePage(List<String> ids) {
      Future<Set<String>> before =
          ids.isEmpty()
              ? Future.succeededFuture(Collections.emptySet())
              : stores
                  .latest()
                  .decidedAsOf(ids, rulebase.ref().name(), rulebase.ref().version(), asOf);
      return before
          .compose(
              known -> {
                List<String> open = ids.stream().filter(id -> !known.contains(id)).toList();
                skipped.addAndGet(ids.size() - open.size());
                return Window.forEach(open.iterator(), CONCURRENCY, this::decide);
              })
          .map(ids);
    }

    private Future<Answer> decide(String customerId) {
      return decider
          .decideBy(rulebase, request(customerId), caller)
          .onSuccess(
              answer -> {
                if (answer.decision() != null
                    && answer.decision().outcome() instanceof Outcome.Fallback) {
                  fallbacks.incrementAndGet();
                }
                progress.at(decided.incrementAndGet() + skipped.get(), total);
              });
    }

    private DecisionRequest request(String customerId) {
      return new DecisionRequest(
          customerId,
          rulebase.ref().name(),
          asOf,
          null,
          null,
          Collections.emptySortedMap(),
          1,
          Explain.NONE,
          TIMEOUT_MS,
          null);
    }
  }
}
