package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.RulebaseTrial;
import org.rapport.decision.StepRefusedException.Reason;
import org.rapport.json.FilesJson;
import org.rapport.json.StepJson;
import org.rapport.model.Caller;
import org.rapport.model.Diagnostic;
import org.rapport.model.RecordedStep;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.rules.cases.RulebaseTrying;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.DraftStore;
import org.rapport.store.DraftStore.Content;
import org.rapport.store.DraftStore.Draft;
import org.rapport.store.StepLog;
import org.rapport.store.VersionStore.Publication;

/**
 * Changes to rulebases, from the first word to the one that publishes them. Every step is on record
 * with who took it, when, on which version and why.
 */
public final class Drafts {
  /** How many drafts are listed. */
  public static final int MAX_LISTED = 1_000;

  /** How many steps of one draft are told, the latest. */
  public static final int MAX_STEPS = 1_000;

  /** How many may be worked on at one time: checking and compiling takes seconds. */
  static final int MAX_IN_FLIGHT = 16;

  private static final int RETRY_AFTER_SECONDS = 5;

  /** How long deciding about random customers may take in one test, in milliseconds. */
  static final long MAX_TRYING_MS = 1_000;

  private final DraftStore store;
  private final StepLog log;
  private final VersionLoading loading;
  private final Publishing publishing;
  private final RulesPool pool;
  private final InstantSource clock;
  private final Gate gate = new Gate(MAX_IN_FLIGHT, "drafts", RETRY_AFTER_SECONDS);

  /** Drafts; checking, compiling and testing is done on these threads. */
  public Drafts(
      DraftStore store,
      StepLog log,
      VersionLoading loading,
      Publishing publishing,
      RulesPool pool,
      InstantSource clock) {
    this.store = store;
    this.log = log;
    this.loading = loading;
    this.publishing = publishing;
    this.pool = pool;
    this.clock = clock;
  }

  /**
   * A draft with what there is to know of it.
   *
   * @param live the version that is live, or null
   * @param findings what the checker says of it
   * @param changed the names of the files that differ from its base
   * @param steps what was done to it, the latest first
   */
  public record Told(
      Draft draft,
      @Nullable String live,
      List<Diagnostic> findings,
      List<String> changed,
      List<StepLog.Kept> steps) {
    public Told {
      findings = List.copyOf(findings);
      changed = List.copyOf(changed);
      steps = List.copyOf(steps);
    }
  }

  /**
   * What trying a draft out showed.
   *
   * @param trial its own cases, what they cover, and random customers
   */
  public record Tested(Draft draft, RulebaseTrial trial) {}

  private <T> Future<T> work(Supplier<Future<T>> work) {
    return pool.toldHere(gate.pass(work));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static StepLog.Entry entry(
      String step,
      Instant at,
      Caller by,
      long id,
      String rulebase,
      @Nullable String digest,
      @Nullable String why,
      Map<String, String> more) {
    String subject = "draft:" + id;
    SortedMap<String, String> details = new TreeMap<>(more);
    details.put("rulebase", rulebase);
    return new StepLog.Entry(
        subject, StepJson.bytes(new RecordedStep(step, at, by, subject, digest, why, details)));
  }

  private static StepLog.Entry entry(
      String step, Instant at, Caller by, Draft draft, @Nullable String why) {
    return entry(step, at, by, draft.id(), draft.rulebase(), draft.version(), why, Map.of());
  }

  /** The drafts of a rulebase, the newest first. */
  public Future<List<Draft>> list(String rulebase) {
    return store.list(rulebase, MAX_LISTED);
  }

  /** A draft, without what there is to know of it; fails with {@link StepRefusedException}. */
  public Future<Draft> get(String rulebase, long id) {
    return store
        .find(rulebase, id)
        .map(
            found ->
                found
                    .filter(draft -> !draft.status().equals("deleted"))
                    .orElseThrow(
                        () ->
                            new StepRefusedException(
                                Reason.DRAFT_NOT_FOUND,
                                "There is no draft %d of \"%s\".%nMaybe it was deleted: GET /v1/rulebases/%s/drafts lists them."
                                    .formatted(id, rulebase, rulebase))));
  }

  /** A draft with what there is to know of it. */
  public Future<Told> tell(String rulebase, long id) {
    return work(() -> get(rulebase, id).compose(this::told));
  }

  private Future<Told> told(Draft draft) {
    SortedMap<String, String> files = FilesJson.files(draft.files());
    return loading
        .check(new RulebaseSource(draft.rulebase(), files))
        .compose(result -> told(draft, files, result));
  }

  private Future<Told> told(Draft draft, SortedMap<String, String> files, CheckResult result) {
    Future<List<StepLog.Kept>> steps = log.of("draft:" + draft.id(), MAX_STEPS);
    Future<SortedMap<String, String>> base =
        draft.base() == null
            ? Future.succeededFuture(new TreeMap<>())
            : publishing.files(draft.rulebase(), draft.base()).map(FilesJson::files);
    return Future.all(steps, base, publishing.live(draft.rulebase()))
        .map(
            all ->
                new Told(
                    draft,
                    all.resultAt(2),
                    result.diagnostics(),
                    changed(base.result(), files),
                    steps.result()));
  }

  private static List<String> changed(SortedMap<String, String> was, SortedMap<String, String> is) {
    SortedMap<String, String> all = new TreeMap<>(was);
    all.putAll(is);
    List<String> changed = new ArrayList<>();
    for (String name : all.keySet()) {
      if (!String.valueOf(was.get(name)).equals(String.valueOf(is.get(name)))) {
        changed.add(name);
      }
    }
    return changed;
  }

  /**
   * Makes a draft.
   *
   * @param files its files, or null for those of the live version
   * @param why what it is for, or null
   */
  public Future<Told> create(
      String rulebase,
      String title,
      @Nullable SortedMap<String, String> files,
      Caller by,
      @Nullable String why) {
    return work(
        () ->
            publishing
                .live(rulebase)
                .compose(
                    base ->
                        filesOr(rulebase, base, files)
                            .compose(
                                given ->
                                    loading
                                        .check(new RulebaseSource(rulebase, given))
                                        .compose(
                                            result ->
                                                create(
                                                    rulebase, title, base, given, result, by,
                                                    why)))));
  }

  private Future<SortedMap<String, String>> filesOr(
      String rulebase, @Nullable String base, @Nullable SortedMap<String, String> files) {
    if (files != null) {
      return Future.succeededFuture(files);
    }
    return base == null
        ? Future.failedFuture(
            new StepRefusedException(
                Reason.NOT_READY,
                "There is no live version of \"%s\" to begin with.%nMaybe send its files."
                    .formatted(rulebase)))
        : publishing.files(rulebase, base).map(FilesJson::files);
  }

  private Future<Told> create(
      String rulebase,
      String title,
      @Nullable String base,
      SortedMap<String, String> files,
      CheckResult result,
      Caller by,
      @Nullable String why) {
    String version = result.checked().map(CheckedRulebase::version).orElse(null);
    Instant at = now();
    return store
        .create(
            rulebase,
            new Content(title, base, FilesJson.text(files), version),
            by,
            at,
            id ->
                entry("draft-created", at, by, id, rulebase, version, why, Map.of("title", title)))
        .map(
            id ->
                id.orElseThrow(
                    () ->
                        new StepRefusedException(
                            Reason.NOT_READY,
                            "%d drafts of \"%s\" are open, and no more may be.%nMaybe delete those that nobody needs."
                                .formatted(DraftStore.MAX_OPEN, rulebase))))
        .compose(id -> get(rulebase, id))
        .compose(draft -> told(draft, files, result));
  }

  /**
   * Changes a draft; what was tested, submitted or approved of it counts no longer.
   *
   * @param revision the revision the caller saw
   * @param base the live version it is brought up to date with, or null: as before
   * @param title or null: as before
   */
  public Future<Told> change(
      String rulebase,
      long id,
      int revision,
      @Nullable String title,
      @Nullable String base,
      SortedMap<String, String> files,
      Caller by,
      @Nullable String why) {
    return work(
        () ->
            get(rulebase, id)
                .compose(
                    draft ->
                        draft.revision() == revision
                            ? baseOf(draft, base)
                                .compose(basis -> change(draft, title, basis, files, by, why))
                            : Future.failedFuture(changedMeanwhile(draft))));
  }

  private Future<String> baseOf(Draft draft, @Nullable String base) {
    return base == null
        ? Future.succeededFuture(draft.base())
        : publishing.files(draft.rulebase(), base).map(base);
  }

  private Future<Told> change(
      Draft draft,
      @Nullable String title,
      @Nullable String base,
      SortedMap<String, String> files,
      Caller by,
      @Nullable String why) {
    return loading
        .check(new RulebaseSource(draft.rulebase(), files))
        .compose(
            result -> {
              String version = result.checked().map(CheckedRulebase::version).orElse(null);
              Instant at = now();
              return store
                  .change(
                      draft,
                      new Content(
                          title == null ? draft.title() : title,
                          base,
                          FilesJson.text(files),
                          version),
                      by,
                      at,
                      entry(
                          "draft-changed",
                          at,
                          by,
                          draft.id(),
                          draft.rulebase(),
                          version,
                          why,
                          Map.of()))
                  .compose(done -> after(done, draft))
                  .compose(now -> told(now, files, result));
            });
  }

  /** The draft as it is after a step, or why the step was not taken. */
  private Future<Draft> after(boolean done, Draft seen) {
    return done
        ? get(seen.rulebase(), seen.id())
        : get(seen.rulebase(), seen.id())
            .compose(now -> Future.failedFuture(changedMeanwhile(now)));
  }

  private static StepRefusedException changedMeanwhile(Draft now) {
    return new StepRefusedException(
        Reason.CHANGED_MEANWHILE,
        "The draft %d is not as it was seen: it is %s, at revision %d, of the version %s.%nMaybe look at it again."
            .formatted(now.id(), now.status(), now.revision(), now.version()));
  }

  /** Runs a draft's own cases. */
  public Future<Tested> test(String rulebase, long id, Caller by) {
    return work(
        () ->
            get(rulebase, id)
                .compose(
                    draft ->
                        loading
                            .checked(new RulebaseSource(rulebase, FilesJson.files(draft.files())))
                            .recover(errors -> Future.failedFuture(notChecked(draft, errors)))
                            .compose(checked -> test(draft, checked, by))));
  }

  private static Throwable notChecked(Draft draft, Throwable errors) {
    return errors instanceof RulebaseFindingsException
        ? new StepRefusedException(
            Reason.NOT_READY,
            "The draft %d has errors.%nMaybe look at its diagnostics.".formatted(draft.id()))
        : errors;
  }

  private Future<Tested> test(Draft draft, CheckedRulebase checked, Caller by) {
    return loading
        .loaded(checked)
        .compose(rulebase -> pool.run(() -> tried(rulebase, checked)))
        .compose(
            trial -> {
              Instant at = now();
              StepLog.Entry step =
                  entry(
                      "draft-tested",
                      at,
                      by,
                      draft.id(),
                      draft.rulebase(),
                      draft.version(),
                      null,
                      Map.of(
                          "cases", Integer.toString(trial.cases().size()),
                          "failed", Long.toString(failed(trial))));
              return store
                  .tested(draft, trial.passed(), at, step)
                  .compose(done -> after(done, draft))
                  .map(now -> new Tested(now, trial));
            });
  }

  /** Somebody waits for the answer: random customers as many as there is time for. */
  private static RulebaseTrial tried(Rulebase rulebase, CheckedRulebase checked) {
    return RulebaseTrying.run(
        rulebase,
        checked,
        RulebaseTrying.USUAL_CUSTOMERS,
        RulebaseTrying.USUAL_SEED,
        Deadline.inMs(MAX_TRYING_MS));
  }

  private static long failed(RulebaseTrial trial) {
    return trial.cases().stream().filter(one -> !one.passed()).count();
  }

  /** Hands a draft in for approval. */
  public Future<Draft> submit(String rulebase, long id, Caller by, String why) {
    return step(
        rulebase,
        id,
        null,
        draft -> {
          if (!draft.status().equals("open") && !draft.status().equals("rejected")) {
            return notReady(draft, "cannot be submitted: it is %s".formatted(draft.status()));
          }
          return draft.isTested() ? null : untested(draft);
        },
        (draft, at) -> store.submit(draft, at, entry("draft-submitted", at, by, draft, why)));
  }

  private static StepRefusedException notReady(Draft draft, String what) {
    return new StepRefusedException(
        Reason.NOT_READY,
        "The draft %d %s.%nMaybe a step before this one is missing: check, test, submit, approve, publish."
            .formatted(draft.id(), what));
  }

  private static StepRefusedException untested(Draft draft) {
    return notReady(
        draft,
        draft.version() == null
            ? "has errors; its diagnostics list them"
            : "has cases that do not hold, or that were not run since the last change");
  }

  /**
   * Approves a version of a draft that somebody else wrote.
   *
   * @param version what the caller has seen
   */
  public Future<Draft> approve(
      String rulebase, long id, String version, Caller by, @Nullable String why) {
    return step(
        rulebase,
        id,
        version,
        draft -> {
          if (!draft.status().equals("submitted")) {
            return notReady(draft, "cannot be approved: it is %s".formatted(draft.status()));
          }
          if (draft.authors().contains(by.owner()) && !publishing.onePerson()) {
            return new StepRefusedException(
                Reason.OWN_DRAFT,
                "%s wrote in the draft %d and cannot approve it.%nMaybe ask somebody else; for a business of one person there is RAPPORT_ONE_PERSON."
                    .formatted(by.owner(), draft.id()));
          }
          return draft.isTested() ? null : untested(draft);
        },
        (draft, at) ->
            store.approve(
                draft,
                by,
                publishing.onePerson(),
                at,
                entry(
                    "draft-approved",
                    at,
                    by,
                    draft.id(),
                    draft.rulebase(),
                    draft.version(),
                    why,
                    draft.authors().contains(by.owner())
                        ? Map.of("one-person", "yes")
                        : Map.of())));
  }

  /** Sends a draft back. */
  public Future<Draft> reject(String rulebase, long id, Caller by, String why) {
    return step(
        rulebase,
        id,
        null,
        draft ->
            draft.status().equals("submitted") || draft.status().equals("approved")
                ? null
                : notReady(draft, "cannot be rejected: it is %s".formatted(draft.status())),
        (draft, at) -> store.reject(draft, at, entry("draft-rejected", at, by, draft, why)));
  }

  /** Puts a draft away; it stays on record. */
  public Future<Void> delete(String rulebase, long id, Caller by) {
    return pool.toldHere(
        get(rulebase, id)
            .compose(
                draft -> {
                  if (draft.status().equals("published")) {
                    return Future.failedFuture(
                        notReady(draft, "cannot be deleted: it was published"));
                  }
                  Instant at = now();
                  return store
                      .delete(draft, at, entry("draft-deleted", at, by, draft, null))
                      .compose(
                          done ->
                              done
                                  ? Future.<Void>succeededFuture()
                                  : Future.failedFuture(changedMeanwhile(draft)));
                }));
  }

  /** Publishes the approved version of a draft; when this succeeds, this node decides by it. */
  public Future<Draft> publish(
      String rulebase, long id, @Nullable String version, Caller by, @Nullable String why) {
    return step(
        rulebase,
        id,
        version,
        draft -> {
          if (!draft.status().equals("approved")) {
            return notReady(draft, "cannot be published: it is %s".formatted(draft.status()));
          }
          if (draft.isSelfApproved() && !publishing.onePerson()) {
            return new StepRefusedException(
                Reason.OWN_DRAFT,
                "The draft %d was approved by %s, who wrote in it.%nMaybe have somebody else approve it: reject and submit it again."
                    .formatted(draft.id(), draft.approver()));
          }
          return null;
        },
        (draft, at) -> publishing.publish(draft, by, why).map(true));
  }

  /** What stands against a step, or null. */
  private interface Objection {
    @Nullable StepRefusedException of(Draft draft);
  }

  /**
   * Takes a step that is possible as far as can be seen; whether it is, the store decides.
   *
   * @param version what the caller has seen, or null
   */
  private Future<Draft> step(
      String rulebase,
      long id,
      @Nullable String version,
      Objection objection,
      BiFunction<Draft, Instant, Future<Boolean>> take) {
    return work(
        () ->
            get(rulebase, id)
                .compose(
                    draft -> {
                      if (version != null && !version.equals(draft.version())) {
                        return Future.failedFuture(changedMeanwhile(draft));
                      }
                      StepRefusedException against = objection.of(draft);
                      return against == null
                          ? take.apply(draft, now()).compose(done -> after(done, draft))
                          : Future.failedFuture(against);
                    }));
  }

  /**
   * Makes a draft of files that differ from all that was known of their rulebase; nothing when
   * there is nothing new.
   *
   * @return the draft's number, or null
   */
  public Future<@Nullable Long> offer(RulebaseSource source, Caller by, String title) {
    return publishing
        .live(source.name())
        .compose(
            live ->
                live == null ? Future.succeededFuture("") : publishing.files(source.name(), live))
        .compose(
            kept ->
                kept.equals(FilesJson.text(source.files()))
                    ? Future.succeededFuture(null)
                    : loading
                        .checked(source)
                        .compose(checked -> store.isKnown(checked.name(), checked.version()))
                        .compose(
                            known ->
                                known
                                    ? Future.succeededFuture(null)
                                    : create(source.name(), title, source.files(), by, null)
                                        .map(told -> told.draft().id())));
  }

  /** The versions that were live, the latest first. */
  public Future<List<Publication>> history(String rulebase) {
    return publishing.history(rulebase);
  }
}
