package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.RulebaseTrial;
import org.rapport.decision.Drafts.Tested;
import org.rapport.decision.StepRefusedException.Reason;
import org.rapport.json.FilesJson;
import org.rapport.model.Caller;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.rules.cases.RulebaseTrying;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.DraftStore;
import org.rapport.store.DraftStore.Draft;
import org.rapport.store.StepLog;

/** Tries drafts out: compiles them, runs their own cases and decides about random customers. */
final class DraftTrying {
  /** How many trials are remembered, the latest. */
  static final int MAX_REMEMBERED = 4;

  private final DraftStore store;
  private final VersionLoading loading;
  private final DraftTelling telling;
  private final DraftSteps steps;
  private final DraftWork work;
  private final Map<CheckedRulebase, RulebaseTrial> trials = new LinkedHashMap<>();

  DraftTrying(
      DraftStore store,
      VersionLoading loading,
      DraftTelling telling,
      DraftSteps steps,
      DraftWork work) {
    this.store = store;
    this.loading = loading;
    this.telling = telling;
    this.steps = steps;
    this.work = work;
  }

  /** Runs a draft's own cases. */
  Future<Tested> test(String rulebase, long id, Caller by) {
    return work.admit(
        () ->
            telling
                .get(rulebase, id)
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
        .compose(rulebase -> work.pool().run(() -> tried(rulebase, checked)))
        .compose(
            trial -> {
              Instant at = work.now();
              StepLog.Entry step =
                  DraftWork.entry(
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
                  .compose(done -> steps.after(done, draft))
                  .map(now -> new Tested(now, trial));
            });
  }

  /**
   * Somebody waits for the answer: random customers as many as there is time for. The same rules
   * come out the same, and are not tried again while they are remembered.
   */
  private RulebaseTrial tried(Rulebase rulebase, CheckedRulebase checked) {
    RulebaseTrial before = remembered(checked);
    if (before != null) {
      return before;
    }
    RulebaseTrial trial =
        RulebaseTrying.run(
            rulebase,
            checked,
            RulebaseTrying.USUAL_CUSTOMERS,
            RulebaseTrying.USUAL_SEED,
            Deadline.inMs(Drafts.MAX_TRYING_MS));
    remember(checked, trial);
    return trial;
  }

  private synchronized @Nullable RulebaseTrial remembered(CheckedRulebase checked) {
    return trials.get(checked);
  }

  private synchronized void remember(CheckedRulebase checked, RulebaseTrial trial) {
    trials.put(checked, trial);
    if (trials.size() > MAX_REMEMBERED) {
      trials.remove(trials.keySet().iterator().next());
    }
  }

  private static long failed(RulebaseTrial trial) {
    return trial.cases().stream().filter(one -> !one.passed()).count();
  }
}
