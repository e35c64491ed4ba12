package org.rapport.decision;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.RulebaseTrial;
import org.rapport.model.Caller;
import org.rapport.model.Diagnostic;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.DraftStore;
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

  private final Publishing publishing;
  private final DraftTelling telling;
  private final DraftWriting writing;
  private final DraftTrying trying;
  private final DraftSteps steps;

  /** Drafts; checking, compiling and testing is done on these threads. */
  public Drafts(
      DraftStore store,
      StepLog log,
      VersionLoading loading,
      Publishing publishing,
      RulesPool pool,
      InstantSource clock) {
    DraftWork work =
        new DraftWork(pool, new Gate(MAX_IN_FLIGHT, "drafts", RETRY_AFTER_SECONDS), clock);
    this.publishing = publishing;
    this.telling = new DraftTelling(store, log, loading, publishing, work);
    this.steps = new DraftSteps(store, publishing, telling, work);
    this.writing = new DraftWriting(store, loading, publishing, telling, steps, work);
    this.trying = new DraftTrying(store, loading, telling, steps, work);
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

  /** The drafts of a rulebase, the newest first. */
  public Future<List<Draft>> list(String rulebase) {
    return telling.list(rulebase);
  }

  /** A draft, without what there is to know of it; fails with {@link StepRefusedException}. */
  public Future<Draft> get(String rulebase, long id) {
    return telling.get(rulebase, id);
  }

  /** A draft with what there is to know of it. */
  public Future<Told> tell(String rulebase, long id) {
    return telling.tell(rulebase, id);
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
    return writing.create(rulebase, title, files, by, why);
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
    return writing.change(rulebase, id, revision, title, base, files, by, why);
  }

  /**
   * Makes a draft of files that differ from all that was known of their rulebase; nothing when
   * there is nothing new.
   *
   * @return the draft's number, or null
   */
  public Future<@Nullable Long> offer(RulebaseSource source, Caller by, String title) {
    return writing.offer(source, by, title);
  }

  /** Runs a draft's own cases. */
  public Future<Tested> test(String rulebase, long id, Caller by) {
    return trying.test(rulebase, id, by);
  }

  /** Hands a draft in for approval. */
  public Future<Draft> submit(String rulebase, long id, Caller by, String why) {
    return steps.submit(rulebase, id, by, why);
  }

  /**
   * Approves a version of a draft that somebody else wrote.
   *
   * @param version what the caller has seen
   */
  public Future<Draft> approve(
      String rulebase, long id, String version, Caller by, @Nullable String why) {
    return steps.approve(rulebase, id, version, by, why);
  }

  /** Sends a draft back. */
  public Future<Draft> reject(String rulebase, long id, Caller by, String why) {
    return steps.reject(rulebase, id, by, why);
  }

  /** Puts a draft away; it stays on record. */
  public Future<Void> delete(String rulebase, long id, Caller by) {
    return steps.delete(rulebase, id, by);
  }

  /** Publishes the approved version of a draft; when this succeeds, this node decides by it. */
  public Future<Draft> publish(
      String rulebase, long id, @Nullable String version, Caller by, @Nullable String why) {
    return steps.publish(rulebase, id, version, by, why);
  }

  /** The versions that were live, the latest first. */
  public Future<List<Publication>> history(String rulebase) {
    return publishing.history(rulebase);
  }
}
