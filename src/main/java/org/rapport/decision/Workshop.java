package org.rapport.decision;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import org.rapport.rules.Rulebase;
import org.rapport.rules.RulebaseCompiler;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.BuildStore;
import org.rapport.store.Database;
import org.rapport.store.DraftStore;
import org.rapport.store.EventStore;
import org.rapport.store.ImpactStore;
import org.rapport.store.ShadowStore;
import org.rapport.store.StepLog;
import org.rapport.store.VersionStore;

/**
 * Where rulebases are made and brought to life, wired together.
 *
 * @param start brings to life what is to decide
 * @param publishing lets versions decide
 * @param drafts changes to rulebases
 * @param loading for what is to be looked at and not to decide
 */
public record Workshop(
    RulebaseStart start, Publishing publishing, Drafts drafts, VersionLoading loading) {

  /**
   * A workshop on a database, with two threads of its own: publishing what is known waits for no
   * compiling, and deciding for neither.
   *
   * @param onePerson whether authors may approve their own drafts
   */
  public static Workshop of(
      Vertx vertx, Database database, EventStore events, InstantSource clock, boolean onePerson) {
    return of(vertx, database, events, clock, onePerson, new Checking());
  }

  /**
   * The same.
   *
   * @param checking may have begun already with what will be asked for
   */
  public static Workshop of(
      Vertx vertx,
      Database database,
      EventStore events,
      InstantSource clock,
      boolean onePerson,
      Checking checking) {
    BuildStore builds = new BuildStore(database);
    DraftStore draftStore = new DraftStore(database);
    RulebaseCompiler compiler = new RulebaseCompiler();
    RulesPool loadingPool = new RulesPool(vertx, "loading", 1);
    RulesPool draftsPool = new RulesPool(vertx, "drafts", 1);
    VersionLoading loading =
        new VersionLoading(loadingPool, builds, events, checking, compiler, clock);
    Publishing publishing =
        new Publishing(
            new VersionStore(database), draftStore, loading, loadingPool, clock, onePerson);
    VersionLoading draftLoading =
        new VersionLoading(draftsPool, builds, events, checking, compiler, clock);
    return new Workshop(
        new RulebaseStart(loadingPool, loading, publishing),
        publishing,
        new Drafts(draftStore, new StepLog(database), draftLoading, publishing, draftsPool, clock),
        draftLoading);
  }

  /** The impact of drafts against what decides; deciding has threads of its own, one a core. */
  public Impacts impacts(
      Vertx vertx, Database database, Stores stores, LiveRulebases rulebases, InstantSource clock) {
    return new Impacts(
        new ImpactStore(database),
        drafts,
        loading,
        measuring(vertx, stores),
        rulebases,
        new RulesPool(vertx, "drafts", 1),
        clock);
  }

  /** Drafts that decide beside what is live, on a thread of their own. */
  public Shadows shadows(
      Vertx vertx, Database database, LiveRulebases rulebases, InstantSource clock) {
    return new Shadows(
        new ShadowStore(database),
        drafts,
        loading,
        rulebases,
        new RulesPool(vertx, "shadow", 1),
        clock);
  }

  /**
   * Rules from text, to be tried out: nothing is decided by them, so they are not warm.
   *
   * @return fails with {@link RulebaseFindingsException}
   */
  public Future<Rulebase> tryOut(RulebaseSource source) {
    return loading.checked(source).compose(loading::loaded).compose(loading::fed);
  }

  /** Measures what other rules would change. */
  public static ImpactMeasuring measuring(Vertx vertx, Stores stores) {
    return new ImpactMeasuring(
        stores, new RulesPool(vertx, "impact", Runtime.getRuntime().availableProcessors()));
  }
}
