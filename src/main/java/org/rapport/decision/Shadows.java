package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.rapport.analysis.Outcome;
import org.rapport.decision.StepRefusedException.Reason;
import org.rapport.model.Caller;
import org.rapport.model.DecisionBasis;
import org.rapport.model.Millionths;
import org.rapport.model.RecordedStep;
import org.rapport.population.ShadowCounts;
import org.rapport.population.ShadowReport;
import org.rapport.rules.Rulebase;
import org.rapport.store.DraftStore.Draft;
import org.rapport.store.ShadowStore;
import org.rapport.store.ShadowStore.Kept;
import org.rapport.store.StepLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drafts that decide beside the live versions on a share of the customers. They never decide
 * anything: no answer waits for them, and nothing they do can change one.
 */
public final class Shadows {
  private static final Logger LOG = LoggerFactory.getLogger(Shadows.class);

  /** How many decisions may wait for a shadow at one time; more are left out. */
  static final int MAX_WAITING = 256;

  private static final int RETRY_AFTER_SECONDS = 1;

  private final ShadowStore store;
  private final Drafts drafts;
  private final VersionLoading loading;
  private final LiveRulebases rulebases;
  private final RulesPool pool;
  private final InstantSource clock;
  private final Gate gate = new Gate(MAX_WAITING, "shadow decisions", RETRY_AFTER_SECONDS);
  private final ConcurrentSkipListMap<String, Shadow> shadows = new ConcurrentSkipListMap<>();

  /** One after the other: nothing is added twice. */
  private Future<Void> flushing = Future.succeededFuture();

  /** When a customer was last erased, as far as is known here. */
  private final AtomicReference<Optional<Instant>> lastErasure =
      new AtomicReference<>(Optional.empty());

  /** Shadows that decide on these threads: one is enough, they may not take the cores. */
  public Shadows(
      ShadowStore store,
      Drafts drafts,
      VersionLoading loading,
      LiveRulebases rulebases,
      RulesPool pool,
      InstantSource clock) {
    this.store = store;
    this.drafts = drafts;
    this.loading = loading;
    this.rulebases = rulebases;
    this.pool = pool;
    this.clock = clock;
  }

  /** Lets the shadow of a rulebase, if there is one, decide what was just decided. */
  void beside(Rulebase live, DecisionBasis basis, Outcome said) {
    Shadow shadow = shadows.get(live.ref().name());
    if (shadow == null || !shadow.takes(basis.timeline().customerId())) {
      return;
    }
    int begun = shadow.begun();
    gate.pass(
            () ->
                pool.run(
                    () -> {
                      shadow.decide(live, basis, said, begun);
                      return null;
                    }))
        .onFailure(full -> shadow.drop());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Starts a shadow, in place of the one before; when this succeeds, it decides on this node.
   *
   * @param share of the customers, in millionths, from 1 to a million
   * @return fails with {@link StepRefusedException} when the draft has errors or cases that fail
   */
  public Future<ShadowReport> start(String rulebase, long draftId, int share, Caller by) {
    return pool.toldHere(
        drafts
            .get(rulebase, draftId)
            .compose(
                draft -> {
                  Rulebase live = rulebases.get(rulebase);
                  String version = draft.version();
                  return version == null || !draft.isTested()
                      ? Future.failedFuture(untested(draft))
                      : loading
                          .version(rulebase, version, draft.files())
                          .compose(loaded -> start(draft, loaded, live, share, by));
                })
            .compose(started -> report(rulebase)));
  }

  private static StepRefusedException untested(Draft draft) {
    return new StepRefusedException(
        Reason.NOT_READY,
        "The draft %d has errors, or cases that do not hold or were not run.%nMaybe test it first."
            .formatted(draft.id()));
  }

  private Future<Void> start(Draft draft, Rulebase loaded, Rulebase live, int share, Caller by) {
    Kept kept =
        new Kept(
            draft.rulebase(),
            draft.id(),
            loaded.ref().version(),
            draft.files(),
            share,
            now(),
            by.name(),
            by.owner());
    return store
        .put(
            kept,
            entry(
                "shadow-started",
                kept.startedAt(),
                by,
                kept.rulebase(),
                kept.version(),
                Map.of("draft", Long.toString(draft.id()), "share", Millionths.text(share))))
        .onSuccess(
            done -> shadows.put(kept.rulebase(), new Shadow(kept, loaded, live.ref().version())));
  }

  private static StepLog.Entry entry(
      String step,
      Instant at,
      Caller by,
      String rulebase,
      String version,
      Map<String, String> details) {
    String subject = "rulebase:" + rulebase;
    return StepEntries.of(
        new RecordedStep(step, at, by, subject, version, null, new TreeMap<>(details)));
  }

  /** Stops the shadow of a rulebase; answers its last report. */
  public Future<ShadowReport> stop(String rulebase, Caller by) {
    return report(rulebase)
        .compose(
            last ->
                pool.toldHere(
                    store
                        .stop(
                            rulebase,
                            entry("shadow-stopped", now(), by, rulebase, last.version(), Map.of()))
                        .onSuccess(done -> shadows.remove(rulebase))
                        .map(last)));
  }

  /**
   * Where the shadow of a rulebase differs from what is live: on all nodes, as far as they have
   * told; the examples are of this one.
   *
   * @return fails with {@link StepRefusedException} when it has none
   */
  public Future<ShadowReport> report(String rulebase) {
    Shadow shadow = shadows.get(rulebases.get(rulebase).ref().name());
    if (shadow == null) {
      return Future.failedFuture(
          new StepRefusedException(
              Reason.NOT_STARTED,
              "Nothing decides beside what is live of \"%s\".%nMaybe start a shadow: PUT the same path."
                  .formatted(rulebase)));
    }
    return pool.toldHere(
        flush()
            .compose(
                flushed -> {
                  ShadowReport here = shadow.report();
                  return store
                      .counts(shadow.kept(), here.live())
                      .map(counts -> ShadowCounts.with(here, counts));
                }));
  }

  /** Lets what waits be decided, and counts it too; for the end of a service. */
  public Future<Void> stop() {
    return pool.toldHere(pool.run(() -> null).compose(drained -> flush()));
  }

  /** Adds what the shadows of this node have counted to the counts of all nodes. */
  public synchronized Future<Void> flush() {
    Future<Void> all = flushing.otherwiseEmpty();
    for (Shadow shadow : shadows.values()) {
      all = all.compose(before -> flush(shadow));
    }
    flushing = all;
    return all;
  }

  private Future<Void> flush(Shadow shadow) {
    Shadow.More more = shadow.more();
    return more.more().isEmpty()
        ? Future.succeededFuture()
        : store.add(shadow.kept(), more.live(), more.more()).onSuccess(done -> shadow.added(more));
  }

  /** Brings this node to the shadows that were started or stopped by any. */
  public Future<Void> follow() {
    return pool.toldHere(
        store
            .all()
            .compose(
                all -> {
                  SortedMap<String, Kept> wanted = new TreeMap<>();
                  all.forEach(kept -> wanted.put(kept.rulebase(), kept));
                  shadows.keySet().retainAll(wanted.keySet());
                  return followEach(List.copyOf(wanted.values()));
                })
            .compose(followed -> shadows.isEmpty() ? Future.succeededFuture() : forgetErased()));
  }

  /** What was compared so far may tell of somebody who was erased, on whichever node. */
  private Future<Void> forgetErased() {
    return store
        .lastErasure()
        .map(
            last -> {
              if (!last.equals(lastErasure.getAndSet(last))) {
                shadows.values().forEach(Shadow::beginAnew);
              }
              return null;
            });
  }

  private Future<Void> followEach(List<Kept> wanted) {
    Future<Void> all = Future.succeededFuture();
    for (Kept kept : wanted) {
      Shadow here = shadows.get(kept.rulebase());
      if ((here == null || !here.kept().equals(kept))
          && rulebases.names().contains(kept.rulebase())) {
        all = all.compose(before -> load(kept));
      }
    }
    return all;
  }

  private Future<Void> load(Kept kept) {
    return loading
        .version(kept.rulebase(), kept.version(), kept.files())
        .onSuccess(
            loaded ->
                shadows.put(
                    kept.rulebase(),
                    new Shadow(kept, loaded, rulebases.get(kept.rulebase()).ref().version())))
        .onFailure(
            failure ->
                LOG.warn(
                    "The shadow of {} cannot be loaded: {}", kept.rulebase(), failure.getMessage()))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }
}
