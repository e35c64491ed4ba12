package org.rapport.decision;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.TreeSet;
import org.rapport.json.FilesJson;
import org.rapport.model.RulebaseRef;
import org.rapport.rules.CompiledRulebase;
import org.rapport.rules.Rulebase;
import org.rapport.rules.RulebaseCompiler;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.BuildStore;
import org.rapport.store.EventStore;

/**
 * Brings rulebases from text to life: checked, loaded when this build is kept, else compiled and
 * kept, and warmed up.
 */
public final class VersionLoading {

  private final RulesPool pool;
  private final BuildStore builds;
  private final EventStore events;
  private final Checking checking;
  private final RulebaseCompiler compiler;
  private final InstantSource clock;

  /** A loading with these means, done on these threads. */
  public VersionLoading(
      RulesPool pool,
      BuildStore builds,
      EventStore events,
      Checking checking,
      RulebaseCompiler compiler,
      InstantSource clock) {
    this.pool = pool;
    this.builds = builds;
    this.events = events;
    this.checking = checking;
    this.compiler = compiler;
    this.clock = clock;
  }

  /** Checks text. */
  Future<CheckResult> check(RulebaseSource source) {
    return pool.run(() -> checking.check(source));
  }

  /** The same, failing with {@link RulebaseFindingsException} when there are errors. */
  Future<CheckedRulebase> checked(RulebaseSource source) {
    return check(source).map(result -> checked(source, result));
  }

  private static CheckedRulebase checked(RulebaseSource source, CheckResult result) {
    return result
        .checked()
        .orElseThrow(() -> new RulebaseFindingsException(source.name(), result.diagnostics()));
  }

  /** Loads, and compiles first when this build is not kept. */
  Future<Rulebase> loaded(CheckedRulebase checked) {
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

  /** Sees to it that what a loaded rulebase asks of events is at hand. */
  Future<Rulebase> fed(Rulebase rulebase) {
    return events.keep(new TreeSet<>(rulebase.catalogue().extracts())).map(rulebase);
  }

  /**
   * Makes a loaded rulebase ready to decide for whoever waits: what it asks is at hand, and it is
   * warm.
   */
  Future<Rulebase> ready(Rulebase rulebase) {
    return fed(rulebase)
        .compose(
            fed ->
                pool.run(
                    () -> {
                      WarmUp.of(fed, clock.instant());
                      return fed;
                    }));
  }

  /**
   * A version from its kept files, ready to decide.
   *
   * @return fails when the files are not of this version any more, by {@link
   *     IllegalArgumentException}
   */
  Future<Rulebase> version(String rulebase, String version, String files) {
    RulebaseSource source = new RulebaseSource(rulebase, FilesJson.files(files));
    return pool.run(() -> checking.read(source))
        .map(result -> checked(source, result))
        .compose(
            checked ->
                checked.version().equals(version)
                    ? loaded(checked).compose(this::ready)
                    : Future.failedFuture(
                        new IllegalArgumentException(
                            "The files kept of the version %s are of another, %s.%nMaybe somebody changed them in the database."
                                .formatted(version, checked.version()))));
  }
}
