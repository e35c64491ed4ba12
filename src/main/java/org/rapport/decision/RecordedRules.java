package org.rapport.decision;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rapport.model.RulebaseRef;
import org.rapport.rules.CompiledRulebase;
import org.rapport.rules.Rulebase;
import org.rapport.rules.RulebaseCompiler;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.BuildStore;

/** Finds the rules that made a decision: those that are live, else those that were kept. */
public final class RecordedRules {

  /** How many rulebases that are not live stay loaded; each takes some megabytes. */
  static final int MAX_LOADED = 8;

  private final LiveRulebases live;
  private final KeptFiles files;
  private final BuildStore builds;
  private final RulesPool pool;
  private final RulebaseChecker checker = new RulebaseChecker();
  private final RulebaseCompiler compiler = new RulebaseCompiler();
  private final Map<String, Future<Optional<Rulebase>>> loaded = new LinkedHashMap<>();

  /** Where the files of a version are kept. */
  @FunctionalInterface
  public interface KeptFiles {
    /** The files of a version, empty when they are not kept. */
    Future<Optional<RulebaseSource>> find(String rulebase, String version);
  }

  /**
   * Rules on record.
   *
   * @param live those that decide
   * @param files where those of before are kept
   * @param builds their compiled bytes
   */
  public RecordedRules(LiveRulebases live, KeptFiles files, BuildStore builds, RulesPool pool) {
    this.live = live;
    this.files = files;
    this.builds = builds;
    this.pool = pool;
  }

  /**
   * The rules of a version, as this engine and fact model build them: compare the build with the
   * one asked for to know whether it is the very same. Empty when the version is neither live nor
   * kept.
   */
  public Future<Optional<Rulebase>> find(RulebaseRef ref) {
    for (Rulebase rulebase : live.all()) {
      if (rulebase.ref().name().equals(ref.name())
          && rulebase.ref().version().equals(ref.version())) {
        return Future.succeededFuture(Optional.of(rulebase));
      }
    }
    return kept(ref);
  }

  /**
   * The same.
   *
   * @return fails with {@link RulesNotHereException} when they are not here
   */
  public Future<Rulebase> get(RulebaseRef ref) {
    return find(ref)
        .compose(
            found ->
                found
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture(new RulesNotHereException(ref))));
  }

  private Future<Optional<Rulebase>> kept(RulebaseRef ref) {
    String key = ref.name() + " " + ref.version();
    synchronized (loaded) {
      Future<Optional<Rulebase>> known = loaded.remove(key);
      if (known == null || known.failed() || (known.succeeded() && known.result().isEmpty())) {
        known = load(ref);
      }
      // Put back at the end: the first is the one that was asked for least lately.
      loaded.put(key, known);
      if (loaded.size() > MAX_LOADED) {
        loaded.remove(loaded.keySet().iterator().next());
      }
      return known;
    }
  }

  private Future<Optional<Rulebase>> load(RulebaseRef ref) {
    return files
        .find(ref.name(), ref.version())
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : pool.run(() -> Optional.ofNullable(checker.check(found.get()).rulebase()))
                        .compose(
                            checked ->
                                checked.isEmpty()
                                    ? Future.succeededFuture(Optional.empty())
                                    : load(checked.get()).map(Optional::of)));
  }

  private Future<Rulebase> load(CheckedRulebase checked) {
    return pool.run(() -> compiler.refOf(checked))
        .compose(
            ref ->
                builds
                    .find(ref.build())
                    .compose(
                        bytes ->
                            pool.run(
                                () ->
                                    Rulebase.load(
                                        checked,
                                        bytes.isPresent()
                                            ? new CompiledRulebase(ref, bytes.get())
                                            : compiler.compile(checked)))));
  }
}
