package org.rapport.decision;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Outcome;
import org.rapport.model.DecisionBasis;
import org.rapport.model.DecisionInputs;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.rules.ScoringFailedException;
import org.rapport.rules.check.Catalogue;

/**
 * One deciding against the clock: whichever comes first, the rules or the deadline, is the outcome.
 *
 * @param <T> what the outcome is made into
 */
final class TimedDeciding<T> {

  private final RulesPool pool;
  private final Rulebase rulebase;
  private final int timeoutMs;
  private final Deadline deadline;
  private final Function<Made, T> finish;
  private final Promise<T> first = Promise.promise();
  private final AtomicReference<@Nullable DecisionInputs> known = new AtomicReference<>();

  private TimedDeciding(
      RulesPool pool, Rulebase rulebase, int timeoutMs, Function<Made, T> finish) {
    this.pool = pool;
    this.rulebase = rulebase;
    this.timeoutMs = timeoutMs;
    this.deadline = Deadline.inMs(timeoutMs);
    this.finish = finish;
  }

  /**
   * Loads and decides; the time starts now. Fails only when loading fails in time.
   *
   * @param load reads what to decide on
   * @param finish makes the outcome into what is wanted; called on a thread of the pool, or by the
   *     timer, and perhaps by both: the second result is dropped
   */
  static <T> Future<T> decide(
      RulesPool pool,
      Rulebase rulebase,
      int timeoutMs,
      Supplier<Future<DecisionBasis>> load,
      Function<Made, T> finish) {
    return new TimedDeciding<>(pool, rulebase, timeoutMs, finish).start(load);
  }

  private Future<T> start(Supplier<Future<DecisionBasis>> load) {
    long timer = pool.afterMs(timeoutMs, this::timeIsOver);
    load.get()
        .compose(basis -> pool.run(() -> ruled(basis)))
        .onSuccess(ruled -> ruled.ifPresent(first::tryComplete))
        .onFailure(first::tryFail);
    return first.future().onComplete(result -> pool.forget(timer));
  }

  private void timeIsOver() {
    if (first.future().isComplete()) {
      return;
    }
    try {
      first.tryComplete(finish.apply(new Made(known.get(), late())));
    } catch (RuntimeException failed) {
      first.tryFail(failed);
    }
  }

  /** On a thread of the pool; empty when it is too late to matter. */
  private Optional<T> ruled(DecisionBasis basis) {
    return first.future().isComplete() ? Optional.empty() : Optional.of(finish.apply(made(basis)));
  }

  private Made made(DecisionBasis basis) {
    if (deadline.passed()) {
      return new Made(null, late());
    }
    try {
      DecisionInputs inputs = rulebase.inputs(basis);
      known.set(inputs);
      return new Made(inputs, rulebase.decide(inputs, deadline));
    } catch (ScoringFailedException unscored) {
      return new Made(null, fallback(unscored.code(), String.valueOf(unscored.getMessage())));
    }
  }

  private Outcome late() {
    return fallback(
        "deadline", "Deciding took longer than the %d ms allowed.".formatted(timeoutMs));
  }

  private Outcome fallback(String code, String reason) {
    Catalogue catalogue = rulebase.catalogue();
    String defaultAction = catalogue.defaultAction();
    Catalogue.ActionEntry entry = catalogue.actions().get(defaultAction);
    return new Outcome.Fallback(
        code, reason, defaultAction, entry == null ? "{}" : entry.payloadJson());
  }
}
