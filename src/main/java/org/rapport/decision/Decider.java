package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Decision;
import org.rapport.json.AnswerJson;
import org.rapport.model.DecisionBasis;
import org.rapport.rules.Rulebase;
import org.rapport.store.DecisionLog;
import org.rapport.store.DecisionRecord;

/** Decides about customers; every decision is on record before it is answered. */
public final class Decider {

  /** How many decisions may be in the making at one time. */
  static final int MAX_IN_FLIGHT = 2_000;

  /** How many different customers, and how many times, and how many at once, to warm up on. */
  private static final int WARM_UP_CUSTOMERS = 20;

  private static final int WARM_UP_DECISIONS = 100;
  private static final int WARM_UP_CONCURRENCY = 8;
  private static final String UNKNOWN = "warm-up";

  private static final int RETRY_AFTER_SECONDS = 2;

  private final LiveRulebases rulebases;
  private final Stores stores;
  private final DecisionLoading loading;
  private final RulesPool pool;
  private final InstantSource clock;
  private final DecisionIds ids;
  private final Records records = new Records();
  private final Gate gate = new Gate(MAX_IN_FLIGHT, "decisions", RETRY_AFTER_SECONDS);
  private volatile @Nullable Shadows shadows;

  /** A decider by these rulebases on these stores. */
  public Decider(LiveRulebases rulebases, Stores stores, RulesPool pool, InstantSource clock) {
    this.rulebases = rulebases;
    this.stores = stores;
    this.loading = new DecisionLoading(stores);
    this.pool = pool;
    this.clock = clock;
    this.ids = new DecisionIds(clock);
  }

  /** Lets shadows decide what was decided, from now on. */
  public void beside(Shadows others) {
    shadows = others;
  }

  /**
   * Decides.
   *
   * @param caller the name of the API key, or {@code command-line}
   * @return fails with {@link UnknownRulebaseException}, {@link KeyReusedException}, {@link
   *     OverloadedException} or {@link org.rapport.store.StoreUnavailableException}
   */
  public Future<Answer> decide(DecisionRequest request, String caller) {
    return rulebases
        .asked(request.rulebase())
        .compose(rulebase -> decideBy(rulebase, request, caller));
  }

  /**
   * Decides by this rulebase, whichever is live meanwhile: for several decisions of one request.
   *
   * @return fails as {@link #decide} does
   */
  public Future<Answer> decideBy(Rulebase rulebase, DecisionRequest request, String caller) {
    Instant receivedAt = now();
    return pool.toldHere(
        gate.pass(
            () ->
                repeated(request, caller)
                    .compose(
                        earlier ->
                            earlier.isPresent()
                                ? answered(earlier.get(), null, request)
                                : fresh(rulebase, request, caller, receivedAt))));
  }

  /**
   * Decides a few times about customers on record, and about one unknown, and keeps nothing of it:
   * so the first caller's time is not spent on opening connections, preparing statements and
   * loading classes.
   *
   * @return fails with {@link org.rapport.store.StoreUnavailableException}
   */
  public Future<Void> warmUp() {
    Instant asOf = now();
    return stores
        .customers()
        .customerIds(null, asOf, WARM_UP_CUSTOMERS)
        .compose(
            ids ->
                Window.forEach(
                    Stream.generate(() -> Stream.concat(Stream.of(UNKNOWN), ids.stream()))
                        .flatMap(someIds -> someIds)
                        .limit(WARM_UP_DECISIONS)
                        .iterator(),
                    WARM_UP_CONCURRENCY,
                    id -> warmUp(id, asOf)));
  }

  private Future<Void> warmUp(String customerId, Instant asOf) {
    DecisionRequest request = DecisionRequest.of(customerId, asOf);
    return made(rulebases.get(null), request, UNKNOWN, asOf, asOf, basis -> {}).mapEmpty();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Future<Optional<DecisionLog.Appended>> repeated(DecisionRequest request, String caller) {
    DecisionRecord.Idempotency idempotency = RequestKeys.of(request);
    return idempotency == null
        ? Future.succeededFuture(Optional.empty())
        : stores.log().findByKey(caller, idempotency);
  }

  private record Recorded(Decision decision, DecisionRecord record) {}

  private Future<Answer> fresh(
      Rulebase rulebase, DecisionRequest request, String caller, Instant receivedAt) {
    // The store keeps microseconds: an as-of finer than that could not be told from the record.
    Instant asOf =
        request.asOf() == null ? receivedAt : request.asOf().truncatedTo(ChronoUnit.MICROS);
    AtomicReference<@Nullable DecisionBasis> basis = new AtomicReference<>();
    DecisionLog.Ahead ahead = stores.log().ahead(request.customerId());
    return made(rulebase, request, caller, receivedAt, asOf, basis::set)
        .compose(
            recorded ->
                stores
                    .log()
                    .append(recorded.record(), ahead)
                    .onSuccess(done -> beside(rulebase, basis.get(), recorded.decision()))
                    .compose(appended -> answered(appended, recorded, request)));
  }

  private void beside(Rulebase rulebase, @Nullable DecisionBasis basis, Decision decision) {
    Shadows others = shadows;
    if (others != null && basis != null) {
      others.beside(rulebase, basis, decision.outcome());
    }
  }

  private Future<Recorded> made(
      Rulebase rulebase,
      DecisionRequest request,
      String caller,
      Instant receivedAt,
      Instant asOf,
      Consumer<DecisionBasis> loaded) {
    return TimedDeciding.decide(
        pool,
        rulebase,
        request.timeoutMs(),
        () -> loading.basis(request, rulebase.ref().name(), asOf).onSuccess(loaded::accept),
        made -> recorded(rulebase, request, caller, receivedAt, asOf, made));
  }

  private Recorded recorded(
      Rulebase rulebase,
      DecisionRequest request,
      String caller,
      Instant receivedAt,
      Instant asOf,
      Made made) {
    Decision decision =
        new Decision(ids.next(), request.customerId(), asOf, now(), rulebase.ref(), made.outcome());
    return new Recorded(
        decision, records.of(rulebase, decision, made, request, caller, receivedAt));
  }

  private static Future<Answer> answered(
      DecisionLog.Appended appended, @Nullable Recorded recorded, DecisionRequest request) {
    if (appended instanceof DecisionLog.Appended.Repeat repeat) {
      DecisionLog.Stored earlier = repeat.earlier();
      return Future.succeededFuture(
          new Answer(earlier.header().decisionId(), earlier.answer(), null));
    }
    if (recorded == null || appended instanceof DecisionLog.Appended.KeyReused) {
      return Future.failedFuture(new KeyReusedException(String.valueOf(request.idempotencyKey())));
    }
    return Future.succeededFuture(
        new Answer(
            recorded.decision().decisionId(), recorded.record().answer(), recorded.decision()));
  }

  /** Decides on facts given inline; stores nothing. Answers the JSON bytes. */
  public Future<byte[]> evaluate(EvaluateRequest request) {
    return rulebases.asked(request.rulebase()).compose(rulebase -> evaluate(rulebase, request));
  }

  private Future<byte[]> evaluate(Rulebase rulebase, EvaluateRequest request) {
    return pool.toldHere(
        gate.pass(
            () ->
                TimedDeciding.decide(
                    pool,
                    rulebase,
                    request.timeoutMs(),
                    () -> Future.succeededFuture(request.basis()),
                    made -> evaluated(rulebase, request, made))));
  }

  private byte[] evaluated(Rulebase rulebase, EvaluateRequest request, Made made) {
    return AnswerJson.evaluation(
        request.basis().timeline().customerId(),
        request.basis().asOf(),
        now(),
        rulebase.ref(),
        made.outcome(),
        request.explain(),
        NearMisses.of(rulebase, made.inputs(), made.outcome(), request.explain()));
  }
}
