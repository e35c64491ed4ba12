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
import org.jspecify.annotations.Nullable;
import org.rapport.decision.StepRefusedException.Reason;
import org.rapport.json.FilesJson;
import org.rapport.model.Caller;
import org.rapport.model.RecordedStep;
import org.rapport.rules.Rulebase;
import org.rapport.store.DraftStore;
import org.rapport.store.DraftStore.Draft;
import org.rapport.store.StepLog;
import org.rapport.store.VersionStore;
import org.rapport.store.VersionStore.Coming;
import org.rapport.store.VersionStore.Publication;

/**
 * Lets versions decide: makes them live in the database, and brings this node to what is live
 * there. A version is loaded before it may be published; one that cannot be loaded by this node
 * leaves the one before deciding.
 */
public final class Publishing {
  /** How many publications a history tells. */
  public static final int MAX_HISTORY = 1_000;

  private final VersionStore versions;
  private final DraftStore drafts;
  private final VersionLoading loading;
  private final Following following;
  private final RulesPool pool;
  private final InstantSource clock;
  private final boolean onePerson;

  /**
   * What this node could not load.
   *
   * @param version the version that is live in the database
   * @param why in words
   * @param at when it was tried last
   */
  public record Failed(String rulebase, String version, String why, Instant at) {}

  /**
   * Publishing.
   *
   * @param onePerson whether what its own author approved may be published
   */
  public Publishing(
      VersionStore versions,
      DraftStore drafts,
      VersionLoading loading,
      RulesPool pool,
      InstantSource clock,
      boolean onePerson) {
    this.versions = versions;
    this.drafts = drafts;
    this.loading = loading;
    this.pool = pool;
    this.clock = clock;
    this.onePerson = onePerson;
    this.following = new Following(versions, loading, pool, clock);
  }

  /** Puts what is to decide on this node here from now on. */
  public void into(LiveRulebases rulebases) {
    following.into(rulebases);
  }

  /** Whether authors may approve their own drafts here. */
  public boolean onePerson() {
    return onePerson;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** What is live, by rulebase. */
  public Future<List<Publication>> live() {
    return versions.live();
  }

  /** The version of a rulebase that is live, or null. */
  Future<@Nullable String> live(String rulebase) {
    return versions
        .live()
        .map(
            all ->
                all.stream()
                    .filter(each -> each.rulebase().equals(rulebase))
                    .map(Publication::version)
                    .findFirst()
                    .orElse(null));
  }

  /** What decided, the latest first. */
  public Future<List<Publication>> history(String rulebase) {
    return versions.history(rulebase, MAX_HISTORY);
  }

  /** The files of a version that was live once, as JSON. */
  public Future<String> files(String rulebase, String version) {
    return versions
        .files(rulebase, version)
        .map(found -> found.orElseThrow(() -> neverLive(rulebase, version)));
  }

  /** That a version cannot be had. */
  static StepRefusedException neverLive(String rulebase, String version) {
    return new StepRefusedException(
        Reason.VERSION_NOT_FOUND,
        "The version \"%s\" of \"%s\" was never live.%nMaybe it is cut: GET /v1/rulebases/%s/versions lists those that were."
            .formatted(version, rulebase, rulebase));
  }

  /**
   * Publishes the approved version of a draft: when this succeeds, this node decides by it.
   *
   * @return fails with {@link StepRefusedException}, and then nothing has changed
   */
  Future<Void> publish(Draft draft, Caller by, @Nullable String why) {
    String version = String.valueOf(draft.version());
    Coming coming = new Coming(draft.rulebase(), version, draft.files(), "published", by, now());
    SortedMap<String, String> details = new TreeMap<>();
    details.put("draft", Long.toString(draft.id()));
    details.put("approved-by", String.valueOf(draft.approver()));
    if (draft.base() != null) {
      details.put("replaces", draft.base());
    }
    if (draft.isSelfApproved()) {
      details.put("one-person", "yes");
    }
    StepLog.Entry step = entry(coming, why, details);
    return usable(loading.version(draft.rulebase(), version, draft.files()))
        .compose(
            rulebase ->
                drafts
                    .publish(draft, coming, onePerson, step)
                    .compose(
                        done ->
                            done ? following.follow(rulebase) : Future.failedFuture(late(draft))));
  }

  private static StepRefusedException late(Draft draft) {
    return new StepRefusedException(
        Reason.CHANGED_MEANWHILE,
        "The draft %d cannot be published: it, or the version that is live, is not as it was when it was made.%nMaybe look at both again, bring the draft up to date with the live version as its base, and have it approved."
            .formatted(draft.id()));
  }

  private static Future<Rulebase> usable(Future<Rulebase> loaded) {
    return loaded.recover(
        failure ->
            failure instanceof org.rapport.store.StoreUnavailableException
                ? Future.failedFuture(failure)
                : Future.failedFuture(
                    new StepRefusedException(
                        Reason.VERSION_UNUSABLE,
                        "The version cannot be loaded, and what decides stays as it is: %s"
                            .formatted(failure.getMessage()))));
  }

  private static StepLog.Entry entry(
      Coming coming, @Nullable String why, SortedMap<String, String> details) {
    String subject = "rulebase:" + coming.rulebase();
    // So that who verifies the log finds a text that was swapped.
    details.put("files", FilesJson.sha256(coming.files()));
    return StepEntries.of(
        new RecordedStep(
            coming.kind(), coming.at(), coming.by(), subject, coming.version(), why, details));
  }

  /**
   * Goes back, or on, to a version that was live once. It needs no approval: it had one.
   *
   * @return fails with {@link StepRefusedException}, and then nothing has changed
   */
  public Future<Void> rollBack(String name, String version, Caller by, String why) {
    return pool.toldHere(
        files(name, version)
            .compose(
                files ->
                    usable(loading.version(name, version, files))
                        .compose(
                            rulebase ->
                                versions
                                    .live()
                                    .compose(all -> goBack(all, files, rulebase, by, why)))));
  }

  private Future<Void> goBack(
      List<Publication> all, String files, Rulebase rulebase, Caller by, String why) {
    String name = rulebase.ref().name();
    String version = rulebase.ref().version();
    String now =
        all.stream()
            .filter(each -> each.rulebase().equals(name))
            .map(Publication::version)
            .findFirst()
            .orElse("");
    if (now.equals(version)) {
      return Future.failedFuture(
          new StepRefusedException(
              Reason.NOT_READY, "The version %s is live already.".formatted(version)));
    }
    Coming coming = new Coming(name, version, files, "rolled-back", by, now());
    StepLog.Entry step = entry(coming, why, new TreeMap<>(Map.of("replaces", now)));
    return versions
        .rollBack(coming, now, step)
        .compose(
            done ->
                done
                    ? following.follow(rulebase)
                    : Future.failedFuture(
                        new StepRefusedException(
                            Reason.CHANGED_MEANWHILE,
                            "Another version of \"%s\" came to be live meanwhile.%nMaybe look again."
                                .formatted(name))));
  }

  /**
   * Records the first version of a rulebase, as it came with the files; false when there is one.
   */
  Future<Boolean> bootstrap(String rulebase, String version, String files) {
    Coming coming = new Coming(rulebase, version, files, "bootstrapped", Caller.service(), now());
    return versions.bootstrap(coming, entry(coming, null, new TreeMap<>()));
  }

  /** Brings this node to what is live in the database; one after the other. */
  public Future<Void> follow() {
    return following.follow(null);
  }

  /** What whoever looks after the service should know, in words. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    failures()
        .values()
        .forEach(
            each ->
                notes.add(
                    "%s cannot be brought to %s, and goes on as it was: %s"
                        .formatted(each.rulebase(), each.version(), each.why())));
    if (onePerson) {
      notes.add("Authors may approve their own drafts: RAPPORT_ONE_PERSON is on.");
    }
    return notes;
  }

  /** What this node could not be brought to, by rulebase; empty when all is well. */
  public SortedMap<String, Failed> failures() {
    return following.failures();
  }
}
