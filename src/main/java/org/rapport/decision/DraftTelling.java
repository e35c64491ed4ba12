package org.rapport.decision;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rapport.decision.Drafts.Told;
import org.rapport.decision.StepRefusedException.Reason;
import org.rapport.json.FilesJson;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.DraftStore;
import org.rapport.store.DraftStore.Draft;
import org.rapport.store.StepLog;

/** Tells of drafts what there is to know. */
final class DraftTelling {
  private final DraftStore store;
  private final StepLog log;
  private final VersionLoading loading;
  private final Publishing publishing;
  private final DraftWork work;

  DraftTelling(
      DraftStore store,
      StepLog log,
      VersionLoading loading,
      Publishing publishing,
      DraftWork work) {
    this.store = store;
    this.log = log;
    this.loading = loading;
    this.publishing = publishing;
    this.work = work;
  }

  /** The drafts of a rulebase, the newest first. */
  Future<List<Draft>> list(String rulebase) {
    return store.list(rulebase, Drafts.MAX_LISTED);
  }

  /** A draft, without what there is to know of it; fails with {@link StepRefusedException}. */
  Future<Draft> get(String rulebase, long id) {
    return store
        .find(rulebase, id)
        .map(
            found ->
                found
                    .filter(draft -> draft.status().isThere())
                    .orElseThrow(
                        () ->
                            new StepRefusedException(
                                Reason.DRAFT_NOT_FOUND,
                                "There is no draft %d of \"%s\".%nMaybe it was deleted: GET /v1/rulebases/%s/drafts lists them."
                                    .formatted(id, rulebase, rulebase))));
  }

  /** A draft with what there is to know of it. */
  Future<Told> tell(String rulebase, long id) {
    return work.admit(() -> get(rulebase, id).compose(this::told));
  }

  private Future<Told> told(Draft draft) {
    SortedMap<String, String> files = FilesJson.files(draft.files());
    return loading
        .check(new RulebaseSource(draft.rulebase(), files))
        .compose(result -> told(draft, files, result));
  }

  /** The same when its check is known. */
  Future<Told> told(Draft draft, SortedMap<String, String> files, CheckResult result) {
    Future<List<StepLog.Kept>> steps = log.of("draft:" + draft.id(), Drafts.MAX_STEPS);
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
}
