package org.rapport.decision;

import io.vertx.core.Future;
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
import org.rapport.model.Timeline;
import org.rapport.rules.NormalisationRules;
import org.rapport.rules.Rulebase;
import org.rapport.statistics.RawDistribution;
import org.rapport.statistics.ScaleCalibration;

/**
 * Decides about everybody as of one instant, writes nothing, and tells how the raw points are
 * spread and which reference they suggest.
 */
public final class Calibration {

  /** The most customers whose raw points are gathered, 8 bytes each. */
  public static final int MAX_CUSTOMERS = 20_000_000;

  private final LiveRulebases rulebases;
  private final Stores stores;
  private final RulesPool pool;

  /** Calibrates on these stores. */
  public Calibration(LiveRulebases rulebases, Stores stores, RulesPool pool) {
    this.rulebases = rulebases;
    this.stores = stores;
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
    Instant instant = asOf.truncatedTo(ChronoUnit.MICROS);
    return rulebases.asked(rulebase).compose(rules -> run(rules, instant, progress));
  }

  private Future<Found> run(Rulebase rules, Instant instant, BulkDeciding.Progress progress) {
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

  /** Which rule made a score of how many raw points; no rule when there is no score. */
  private record Seen(@Nullable String scale, long rawMillionths) {}

  private final class Run {
    private final Rulebase rulebase;
    private final Instant asOf;
    private final long total;
    private final BulkDeciding.Progress progress;
    private final AtomicLong done = new AtomicLong();
    private final Map<String, RawDistribution.Gathering> byScale = new TreeMap<>();
    private long fallbacks;

    Run(Rulebase rulebase, Instant asOf, long total, BulkDeciding.Progress progress) {
      this.rulebase = rulebase;
      this.asOf = asOf;
      this.total = total;
      this.progress = progress;
    }

    Future<Found> start() {
      return pool.toldHere(
          new CustomerPages<>(stores, pool, asOf, Rulebase.instants(asOf), this::seen)
              .read((number, page) -> pool.run(() -> gather(page)))
              .compose(pages -> pool.run(this::found)));
    }

    private Seen seen(Timeline timeline) {
      Outcome outcome = UnrecordedDeciding.decide(rulebase, timeline, asOf);
      progress.at(done.incrementAndGet(), total);
      return outcome instanceof Outcome.Decided decided
          ? new Seen(
              decided.analysis().score().steps().get(0).rule(),
              decided.analysis().score().rawMillionths())
          : new Seen(null, 0);
    }

    /** Pages come one after the other. */
    private @Nullable Void gather(List<Seen> page) {
      for (Seen seen : page) {
        if (seen.scale() == null) {
          fallbacks++;
        } else {
          byScale
              .computeIfAbsent(seen.scale(), rule -> new RawDistribution.Gathering())
              .add(seen.rawMillionths());
        }
      }
      return null;
    }

    private Found found() {
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
