package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.StepRefusedException.Reason;
import org.rapport.json.FilesJson;
import org.rapport.json.ImpactJson;
import org.rapport.model.Caller;
import org.rapport.model.RecordedStep;
import org.rapport.population.Impact;
import org.rapport.rules.Rulebase;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.DraftStore.Draft;
import org.rapport.store.ImpactStore;
import org.rapport.store.ImpactStore.Kept;
import org.rapport.store.StepLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures what publishing drafts would change; keeps the result with the draft. */
public final class Impacts {
  private static final Logger LOG = LoggerFactory.getLogger(Impacts.class);

  /** How many measurings one node does at one time: one keeps all cores busy. */
  static final int MAX_IN_FLIGHT = 1;

  private static final int RETRY_AFTER_SECONDS = 15;

  /** How often a measuring says how far it is, in customers. */
  private static final int TELL_EVERY = 250;

  /** A measuring that was not heard of for so long broke off. */
  static final Duration LOST_AFTER = Duration.ofMinutes(2);

  private final ImpactStore store;
  private final Drafts drafts;
  private final VersionLoading loading;
  private final ImpactMeasuring measuring;
  private final LiveRulebases rulebases;
  private final RulesPool pool;
  private final InstantSource clock;
  private volatile boolean stopping;
  private volatile Future<Boolean> running = Future.succeededFuture(false);
  private final Gate gate = new Gate(MAX_IN_FLIGHT, "measurings of an impact", RETRY_AFTER_SECONDS);

  /** Impacts of these drafts against what decides here. */
  public Impacts(
      ImpactStore store,
      Drafts drafts,
      VersionLoading loading,
      ImpactMeasuring measuring,
      LiveRulebases rulebases,
      RulesPool pool,
      InstantSource clock) {
    this.store = store;
    this.drafts = drafts;
    this.loading = loading;
    this.measuring = measuring;
    this.rulebases = rulebases;
    this.pool = pool;
    this.clock = clock;
  }

  /**
   * A measuring as it is now.
   *
   * @param draft the draft as it is now, which may have been changed since
   * @param lost whether it broke off with its node
   */
  public record Told(Draft draft, Kept kept, boolean lost) {}

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static StepLog.Entry entry(
      String step, Instant at, Caller by, Draft draft, Map<String, String> details) {
    String subject = "draft:" + draft.id();
    TreeMap<String, String> all = new TreeMap<>(details);
    all.put("rulebase", draft.rulebase());
    return StepEntries.of(new RecordedStep(step, at, by, subject, draft.version(), null, all));
  }

  /** How far the latest measuring of a draft is, and what it came to. */
  public Future<Told> tell(String rulebase, long id) {
    return pool.toldHere(
        drafts
            .get(rulebase, id)
            .compose(
                draft ->
                    store
                        .find(id)
                        .map(
                            found ->
                                found
                                    .map(kept -> new Told(draft, kept, isLost(kept)))
                                    .orElseThrow(() -> notStarted(draft)))));
  }

  private boolean isLost(Kept kept) {
    return kept.status().equals("running") && kept.heardAt().isBefore(now().minus(LOST_AFTER));
  }

  private static StepRefusedException notStarted(Draft draft) {
    return new StepRefusedException(
        Reason.NOT_STARTED,
        "The impact of the draft %d was not measured yet.%nMaybe start it: POST the same path."
            .formatted(draft.id()));
  }

  /**
   * Starts to measure; when this succeeds, it is under way.
   *
   * @param asOf the instant to decide for, or null for now
   * @param sample how many customers to decide about at most, or null
   */
  public Future<Told> start(
      String rulebase, long id, @Nullable Instant asOf, @Nullable Integer sample, Caller by) {
    Instant instant = asOf == null ? now() : asOf.truncatedTo(ChronoUnit.MICROS);
    return pool.toldHere(
        drafts
            .get(rulebase, id)
            .compose(
                draft -> {
                  Rulebase live = rulebases.get(rulebase);
                  Kept begun =
                      new Kept(
                          id,
                          UUID.randomUUID(),
                          String.valueOf(draft.version()),
                          live.ref().version(),
                          instant,
                          "running",
                          0,
                          0,
                          now(),
                          now(),
                          null,
                          null);
                  return draft.version() == null
                      ? Future.failedFuture(
                          new StepRefusedException(
                              Reason.NOT_READY,
                              "The draft %d has errors.%nMaybe look at its diagnostics."
                                  .formatted(id)))
                      : start(draft, live, begun, sample, by);
                }));
  }

  private Future<Told> start(
      Draft draft, Rulebase live, Kept begun, @Nullable Integer sample, Caller by) {
    return loading
        .checked(new RulebaseSource(draft.rulebase(), FilesJson.files(draft.files())))
        .compose(loading::loaded)
        .compose(loading::fed)
        .compose(
            rulebase ->
                store
                    .begin(
                        begun,
                        now().minus(LOST_AFTER),
                        entry(
                            "impact-started",
                            begun.startedAt(),
                            by,
                            draft,
                            Map.of("live", begun.live(), "as-of", begun.asOf().toString())))
                    .map(
                        started -> {
                          if (!started) {
                            throw new StepRefusedException(
                                Reason.NOT_READY,
                                "The impact of the draft %d is being measured already.%nMaybe cancel that: DELETE the same path."
                                    .formatted(draft.id()));
                          }
                          run(live, rulebase, begun, sample);
                          return new Told(draft, begun, false);
                        }));
  }

  private void run(Rulebase live, Rulebase draft, Kept begun, @Nullable Integer sample) {
    AtomicBoolean cancelled = new AtomicBoolean();
    AtomicLong told = new AtomicLong(-TELL_EVERY);
    running =
        gate.pass(
                () ->
                    measuring.measure(
                        new ImpactMeasuring.Question(live, draft, begun.asOf(), sample),
                        (done, total) -> {
                          long before = told.get();
                          if (done - before >= TELL_EVERY && told.compareAndSet(before, done)) {
                            store
                                .progress(begun.draftId(), begun.run(), done, total, now())
                                .onSuccess(running -> cancelled.compareAndSet(false, !running));
                          }
                        },
                        () -> stopping || cancelled.get()))
            .compose(
                impact ->
                    pool.run(() -> ImpactJson.bytes(impact))
                        .compose(bytes -> end(begun, impact, bytes)))
            .recover(failure -> failed(begun, failure));
  }

  /** Lets the measuring under way break off, and begins none any more; for the end of a service. */
  public Future<Void> stop() {
    stopping = true;
    return running.<Void>mapEmpty().otherwiseEmpty();
  }

  private Future<Boolean> end(Kept begun, Impact impact, byte[] bytes) {
    return store
        .progress(begun.draftId(), begun.run(), impact.decided(), impact.decided(), now())
        .compose(running -> store.end(begun.draftId(), begun.run(), "done", now(), null, bytes));
  }

  private Future<Boolean> failed(Kept begun, Throwable failure) {
    if (failure instanceof CancellationException && !stopping) {
      return Future.succeededFuture(false);
    }
    String problem =
        stopping
            ? "The service was stopped while it was measured."
            : String.valueOf(failure.getMessage());
    LOG.warn("The impact of the draft {} was not measured: {}", begun.draftId(), problem);
    return store.end(begun.draftId(), begun.run(), "failed", now(), problem, null);
  }

  /** Stops a measuring that is under way. */
  public Future<Told> cancel(String rulebase, long id, Caller by) {
    return drafts
        .get(rulebase, id)
        .compose(
            draft -> store.cancel(id, now(), entry("impact-cancelled", now(), by, draft, Map.of())))
        .compose(
            done ->
                done
                    ? tell(rulebase, id)
                    : Future.failedFuture(
                        new StepRefusedException(
                            Reason.NOT_STARTED,
                            "The impact of the draft %d is not being measured.".formatted(id))));
  }

  /** The latest result of a draft, when it is of what the draft is now. */
  Future<Optional<Kept>> current(Draft draft) {
    return store
        .find(draft.id())
        .map(
            found ->
                found.filter(
                    kept ->
                        kept.status().equals("done") && kept.version().equals(draft.version())));
  }
}
