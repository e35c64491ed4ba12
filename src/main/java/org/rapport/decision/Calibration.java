package org.rapport.decision;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Outcome;
import org.rapport.model.RulebaseRef;
import org.rapport.rules.NormalisationRules;
import org.rapport.rules.Rulebase;
import org.rapport.statistics.RawDistribution;
import org.rapport.statistics.ScaleCalibration;

/**
 * Decides about everybody as of one instant, writes nothing, and tells how the raw points are
 * spread and which reference they suggest.
 */
public final class Calibration {

  /** How many customers are decided about at one time. */
  static final int CONCURRENCY = 64;

  /** How many customer ids are held at one time. */
  static final int PAGE = 1_000;

  /** The most customers whose raw points are gathered, 8 bytes each. */
  public static final int MAX_CUSTOMERS = 20_000_000;

  private final LiveRulebases rulebases;
  private final Stores stores;
  private final UnrecordedDeciding deciding;
  private final RulesPool pool;

  /** Calibrates on these stores. */
  public Calibration(LiveRulebases rulebases, Stores stores, RulesPool pool) {
    this.rulebases = rulebases;
    this.stores = stores;
    this.deciding = new UnrecordedDeciding(stores, pool);
    this.pool = pool;
  }

  /**
   * What calibrating found.
   *
   * @param rulebase what decided
   * @param asOf the instant
   * @param customers how many were decided about, fallbacks left out
   * @param fallbacks how many could not be
   * @param scales by scale rule that spoke for anybody, in the order of the file
   */
  public record Found(
      RulebaseRef rulebase,
      Instant asOf,
      long customers,
      long fallbacks,
      List<ScaleCalibration> scales) {
    public Found {
      scales = List.copyOf(scales);
    }
  }

  /**
   * Looks at all customers first seen before an instant.
   *
   * @param progress told after each customer
   * @return fails with {@link UnknownRulebaseException}, {@link IllegalArgumentException} when
   *     there are more customers than can be held, or the first failure to read
   */
  public Future<Found> run(
      @Nullable String rulebase, Instant asOf, BulkDeciding.Progress progress) {
    Rulebase rules;
    try {
      rules = rulebases.get(rulebase);
    } catch (UnknownRulebaseException unknown) {
      return Future.failedFuture(unknown);
    }
    Instant instant = asOf.truncatedTo(ChronoUnit.MICROS);
    return stores
        .customers()
        .count(instant)
        .compose(
            total -> {
              if (total > MAX_CUSTOMERS) {
                return Future.failedFuture(
                    new IllegalArgumentException(
                        "There are more than %d customers.".formatted(MAX_CUSTOMERS)));
              }
              return new Run(rules, instant, total, progress).start();
            });
  }

  private final class Run {
    private final Rulebase rulebase;
    private final Instant asOf;
    private final long total;
    private final BulkDeciding.Progress progress;
    private final AtomicLong done = new AtomicLong();
    private final Map<String, RawDistribution.Gathering> byScale = new TreeMap<>();
    private final Promise<Found> finished = Promise.promise();
    private long fallbacks;

    Run(Rulebase rulebase, Instant asOf, long total, BulkDeciding.Progress progress) {
      this.rulebase = rulebase;
      this.asOf = asOf;
      this.total = total;
      this.progress = progress;
    }

    Future<Found> start() {
      page(null);
      return finished.future();
    }

    private void page(@Nullable String after) {
      pool.toldHere(
              stores
                  .customers()
                  .customerIds(after, asOf, PAGE)
                  .compose(
                      ids -> Window.forEach(ids.iterator(), CONCURRENCY, this::decide).map(ids)))
          .onFailure(finished::tryFail)
          .onSuccess(
              ids -> {
                if (ids.size() == PAGE) {
                  page(ids.get(PAGE - 1));
                } else {
                  pool.toldHere(pool.run(this::found))
                      .onSuccess(finished::tryComplete)
                      .onFailure(finished::tryFail);
                }
              });
    }

    private Future<?> decide(String customerId) {
      return deciding
          .decide(rulebase, customerId, asOf)
          .onSuccess(
              outcome -> {
                outcome.ifPresent(this::gather);
                progress.at(done.incrementAndGet(), total);
              });
    }

    /**
     * Several threads come by; what is gathered is sorted in the end, so their order is nothing.
     */
    private synchronized void gather(Outcome outcome) {
      if (outcome instanceof Outcome.Decided decided) {
        String scale = String.valueOf(decided.analysis().score().steps().get(0).rule());
        byScale
            .computeIfAbsent(scale, rule -> new RawDistribution.Gathering())
            .add(decided.analysis().score().rawMillionths());
      } else {
        fallbacks++;
      }
    }

    private synchronized Found found() {
      NormalisationRules rules = rulebase.normalisation();
      ScaleProposals proposals = new ScaleProposals(rules);
      List<ScaleCalibration> scales = new ArrayList<>();
      long customers = 0;
      for (NormalisationRules.ScaleRule rule : rules.scales()) {
        RawDistribution.Gathering gathered = byScale.get(rule.card().id());
        if (gathered != null) {
          RawDistribution raw = gathered.done();
          customers += raw.count();
          scales.add(proposals.of(rule, raw));
        }
      }
      return new Found(rulebase.ref(), asOf, customers, fallbacks, scales);
    }
  }
}
