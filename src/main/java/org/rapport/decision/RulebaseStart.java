package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rapport.model.Diagnostic;
import org.rapport.model.Extract;
import org.rapport.model.RulebaseRef;
import org.rapport.rules.CompiledRulebase;
import org.rapport.rules.Rulebase;
import org.rapport.rules.RulebaseCompiler;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.BuildStore;
import org.rapport.store.EventStore;

/**
 * Brings rulebases from text to life: checked, loaded when this build is kept, else compiled and
 * kept, and warmed up.
 */
public final class RulebaseStart {

  private final RulesPool pool;
  private final BuildStore builds;
  private final EventStore events;
  private final RulebaseChecker checker;
  private final RulebaseCompiler compiler;
  private final InstantSource clock;

  /** A start with these means. */
  public RulebaseStart(
      RulesPool pool,
      BuildStore builds,
      EventStore events,
      RulebaseChecker checker,
      RulebaseCompiler compiler,
      InstantSource clock) {
    this.pool = pool;
    this.builds = builds;
    this.events = events;
    this.checker = checker;
    this.compiler = compiler;
    this.clock = clock;
  }

  /**
   * What starting came to.
   *
   * @param live the rulebases, ready to decide
   * @param warnings by rulebase, what checking found besides errors
   */
  public record Started(LiveRulebases live, SortedMap<String, List<Diagnostic>> warnings) {}

  /**
   * Starts these rulebases, one after the other.
   *
   * @param defaultName which of them decides when a caller names none
   * @return fails with {@link RulebaseFindingsException} for the first with errors, {@link
   *     UnknownRulebaseException} when the default is not among them, or {@link
   *     org.rapport.store.StoreUnavailableException}
   */
  public Future<Started> start(List<RulebaseSource> sources, String defaultName) {
    SortedMap<String, Rulebase> byName = new TreeMap<>();
    SortedMap<String, List<Diagnostic>> warnings = new TreeMap<>();
    Future<Void> all = Future.succeededFuture();
    for (RulebaseSource source : sources) {
      all =
          all.compose(before -> pool.run(() -> checker.check(source)))
              .compose(result -> ready(source, result, warnings))
              .onSuccess(rulebase -> byName.put(rulebase.ref().name(), rulebase))
              .mapEmpty();
    }
    return pool.toldHere(
        all.compose(loaded -> keep(byName))
            .compose(kept -> pool.run(() -> warmedUp(byName, defaultName)))
            .map(live -> new Started(live, warnings)));
  }

  private Future<Rulebase> ready(
      RulebaseSource source, CheckResult result, SortedMap<String, List<Diagnostic>> warnings) {
    CheckedRulebase checked = result.rulebase();
    if (checked == null) {
      return Future.failedFuture(
          new RulebaseFindingsException(source.name(), result.diagnostics()));
    }
    warnings.put(checked.name(), result.diagnostics());
    return pool.run(() -> compiler.refOf(checked))
        .compose(ref -> compiled(ref, checked))
        .compose(compiled -> pool.run(() -> Rulebase.load(checked, compiled)));
  }

  private Future<CompiledRulebase> compiled(RulebaseRef ref, CheckedRulebase checked) {
    return builds
        .find(ref.build())
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(new CompiledRulebase(ref, found.get()))
                    : compiledAnew(checked));
  }

  private Future<CompiledRulebase> compiledAnew(CheckedRulebase checked) {
    return pool.run(() -> compiler.compile(checked))
        .compose(made -> builds.put(made.ref(), made.bytes()).map(made));
  }

  private Future<Void> keep(SortedMap<String, Rulebase> byName) {
    SortedSet<Extract> extracts = new TreeSet<>();
    byName.values().forEach(rulebase -> extracts.addAll(rulebase.catalogue().extracts()));
    return events.keep(extracts);
  }

  private LiveRulebases warmedUp(SortedMap<String, Rulebase> byName, String defaultName) {
    LiveRulebases live = new LiveRulebases(byName, defaultName);
    Instant now = clock.instant();
    byName.values().forEach(rulebase -> WarmUp.of(rulebase, now));
    return live;
  }
}
