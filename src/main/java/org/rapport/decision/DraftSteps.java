package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.StepRefusedException.Reason;
import org.rapport.model.Caller;
import org.rapport.store.DraftStore;
import org.rapport.store.DraftStore.Draft;

/** Takes drafts from one status to the next, when nothing stands against it. */
final class DraftSteps {
  private final DraftStore store;
  private final Publishing publishing;
  private final DraftTelling telling;
  private final DraftWork work;

  DraftSteps(DraftStore store, Publishing publishing, DraftTelling telling, DraftWork work) {
    this.store = store;
    this.publishing = publishing;
    this.telling = telling;
    this.work = work;
  }

  /** The draft as it is after a step, or why the step was not taken. */
  Future<Draft> after(boolean done, Draft seen) {
    return done ? telling.get(seen.rulebase(), seen.id()) : late(seen);
  }

  private Future<Draft> late(Draft seen) {
    return telling
        .get(seen.rulebase(), seen.id())
        .compose(now -> Future.failedFuture(changedMeanwhile(now)));
  }

  /** That a draft is not as it was seen. */
  static StepRefusedException changedMeanwhile(Draft now) {
    return new StepRefusedException(
        Reason.CHANGED_MEANWHILE,
        "The draft %d is not as it was seen: it is %s, at revision %d, of the version %s.%nMaybe look at it again."
            .formatted(now.id(), now.status().word(), now.revision(), now.version()));
  }

  /** Hands a draft in for approval. */
  Future<Draft> submit(String rulebase, long id, Caller by, String why) {
    return step(
        rulebase,
        id,
        null,
        draft -> {
          if (!draft.status().maySubmit()) {
            return notReady(
                draft, "cannot be submitted: it is %s".formatted(draft.status().word()));
          }
          return draft.isTested() ? null : untested(draft);
        },
        (draft, at) ->
            store.submit(draft, at, DraftWork.entry("draft-submitted", at, by, draft, why)));
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
  Future<Draft> approve(String rulebase, long id, String version, Caller by, @Nullable String why) {
    return step(
        rulebase,
        id,
        version,
        draft -> {
          if (!draft.status().mayApprove()) {
            return notReady(draft, "cannot be approved: it is %s".formatted(draft.status().word()));
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
                DraftWork.entry(
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
  Future<Draft> reject(String rulebase, long id, Caller by, String why) {
    return step(
        rulebase,
        id,
        null,
        draft ->
            draft.status().mayReject()
                ? null
                : notReady(draft, "cannot be rejected: it is %s".formatted(draft.status().word())),
        (draft, at) ->
            store.reject(draft, at, DraftWork.entry("draft-rejected", at, by, draft, why)));
  }

  /** Publishes the approved version of a draft; when this succeeds, this node decides by it. */
  Future<Draft> publish(
      String rulebase, long id, @Nullable String version, Caller by, @Nullable String why) {
    return step(
        rulebase,
        id,
        version,
        draft -> {
          if (!draft.status().mayPublish()) {
            return notReady(
                draft, "cannot be published: it is %s".formatted(draft.status().word()));
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

  /** Puts a draft away; it stays on record. */
  Future<Void> delete(String rulebase, long id, Caller by) {
    return taken(
            rulebase,
            id,
            null,
            draft ->
                draft.status().mayDelete()
                    ? null
                    : notReady(draft, "cannot be deleted: it was published"),
            (draft, at) ->
                store.delete(draft, at, DraftWork.entry("draft-deleted", at, by, draft, null)))
        .mapEmpty();
  }

  /** What stands against a step, or null. */
  private interface Objection {
    @Nullable StepRefusedException of(Draft draft);
  }

  /** Takes a step, and answers the draft as it is then. */
  private Future<Draft> step(
      String rulebase,
      long id,
      @Nullable String version,
      Objection objection,
      BiFunction<Draft, Instant, Future<Boolean>> take) {
    return taken(rulebase, id, version, objection, take)
        .compose(seen -> telling.get(seen.rulebase(), seen.id()));
  }

  /**
   * Takes a step that is possible as far as can be seen; whether it is, the store decides.
   *
   * @param version what the caller has seen, or null
   * @return the draft as it was before
   */
  private Future<Draft> taken(
      String rulebase,
      long id,
      @Nullable String version,
      Objection objection,
      BiFunction<Draft, Instant, Future<Boolean>> take) {
    return work.admit(
        () ->
            telling
                .get(rulebase, id)
                .compose(
                    draft -> {
                      if (version != null && !version.equals(draft.version())) {
                        return Future.failedFuture(changedMeanwhile(draft));
                      }
                      StepRefusedException against = objection.of(draft);
                      return against == null
                          ? take.apply(draft, work.now())
                              .compose(done -> done ? Future.succeededFuture(draft) : late(draft))
                          : Future.failedFuture(against);
                    }));
  }
}
