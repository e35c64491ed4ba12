package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Drafts.Told;
import org.rapport.decision.StepRefusedException.Reason;
import org.rapport.json.FilesJson;
import org.rapport.model.Caller;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.DraftStore;
import org.rapport.store.DraftStore.Content;
import org.rapport.store.DraftStore.Draft;

/** Makes and changes drafts; each change is checked at once. */
final class DraftWriting {
  private final DraftStore store;
  private final VersionLoading loading;
  private final Publishing publishing;
  private final DraftTelling telling;
  private final DraftSteps steps;
  private final DraftWork work;

  DraftWriting(
      DraftStore store,
      VersionLoading loading,
      Publishing publishing,
      DraftTelling telling,
      DraftSteps steps,
      DraftWork work) {
    this.store = store;
    this.loading = loading;
    this.publishing = publishing;
    this.telling = telling;
    this.steps = steps;
    this.work = work;
  }

  /**
   * Makes a draft.
   *
   * @param files its files, or null for those of the live version
   * @param why what it is for, or null
   */
  Future<Told> create(
      String rulebase,
      String title,
      @Nullable SortedMap<String, String> files,
      Caller by,
      @Nullable String why) {
    return work.admit(
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
    Instant at = work.now();
    return store
        .create(
            rulebase,
            new Content(title, base, FilesJson.text(files), version),
            by,
            at,
            id ->
                DraftWork.entry(
                    "draft-created", at, by, id, rulebase, version, why, Map.of("title", title)))
        .map(
            id ->
                id.orElseThrow(
                    () ->
                        new StepRefusedException(
                            Reason.NOT_READY,
                            "%d drafts of \"%s\" are open, and no more may be.%nMaybe delete those that nobody needs."
                                .formatted(DraftStore.MAX_OPEN, rulebase))))
        .compose(id -> telling.get(rulebase, id))
        .compose(draft -> telling.told(draft, files, result));
  }

  /**
   * Changes a draft; what was tested, submitted or approved of it counts no longer.
   *
   * @param revision the revision the caller saw
   * @param base the live version it is brought up to date with, or null: as before
   * @param title or null: as before
   */
  Future<Told> change(
      String rulebase,
      long id,
      int revision,
      @Nullable String title,
      @Nullable String base,
      SortedMap<String, String> files,
      Caller by,
      @Nullable String why) {
    return work.admit(
        () ->
            telling
                .get(rulebase, id)
                .compose(
                    draft ->
                        draft.revision() == revision
                            ? baseOf(draft, base)
                                .compose(basis -> change(draft, title, basis, files, by, why))
                            : Future.failedFuture(DraftSteps.changedMeanwhile(draft))));
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
              Instant at = work.now();
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
                      DraftWork.entry(
                          "draft-changed",
                          at,
                          by,
                          draft.id(),
                          draft.rulebase(),
                          version,
                          why,
                          Map.of()))
                  .compose(done -> steps.after(done, draft))
                  .compose(now -> telling.told(now, files, result));
            });
  }

  /**
   * Makes a draft of files that differ from all that was known of their rulebase; nothing when
   * there is nothing new.
   *
   * @return the draft's number, or null
   */
  Future<@Nullable Long> offer(RulebaseSource source, Caller by, String title) {
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
}
