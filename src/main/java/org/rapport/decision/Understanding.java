package org.rapport.decision;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Dossier;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.Replay;
import org.rapport.dossier.DossierHtml;
import org.rapport.dossier.Language;
import org.rapport.json.ChangesSinceJson;
import org.rapport.json.CounterfactualJson;
import org.rapport.json.DossierJson;
import org.rapport.json.ExplanationJson;
import org.rapport.json.ReplayJson;
import org.rapport.model.Explain;
import org.rapport.model.RulebaseRef;
import org.rapport.rules.Deadline;

/**
 * Tells of decisions on record why, why not, and what would have changed them, as bytes ready to
 * serve. An answer is empty when there is no such decision; it fails with {@link
 * NoAnalysisException} for a fallback, and with {@link RulesNotHereException} when the rules that
 * decided are not at hand.
 */
public final class Understanding {

  /** How many questions may be under way at one time. */
  static final int MAX_IN_FLIGHT = 64;

  private static final int RETRY_AFTER_SECONDS = 2;

  /** After so long a search is broken off, in milliseconds. */
  static final int SEARCH_TIMEOUT_MS = 1_000;

  private final Recalling recalling;
  private final RecordedRules rules;
  private final Approvals approvals;
  private final RulesPool pool;
  private final Gate gate = new Gate(MAX_IN_FLIGHT, "explanations", RETRY_AFTER_SECONDS);

  /** Understanding of the decisions on these stores. */
  public Understanding(RecordedRules rules, Approvals approvals, Stores stores, RulesPool pool) {
    this.approvals = approvals;
    this.recalling = new Recalling(stores.log(), rules, pool);
    this.rules = rules;
    this.pool = pool;
  }

  private <T> Future<T> told(Supplier<Future<T>> work) {
    return pool.toldHere(gate.pass(work));
  }

  private Future<Optional<byte[]>> of(UUID decisionId, Function<Recalled, byte[]> tell) {
    return told(
        () -> recalling.recall(decisionId).compose(found -> pool.run(() -> found.map(tell))));
  }

  /**
   * A decision's explanation at a depth; near misses are left out when the rules are not at hand.
   */
  public Future<Optional<byte[]>> explanation(UUID decisionId, Explain depth) {
    return told(
        () ->
            recalling
                .read(decisionId)
                .compose(
                    found ->
                        found
                            .map(read -> explanation(read, depth).map(Optional::of))
                            .orElseGet(() -> Future.succeededFuture(Optional.empty()))));
  }

  private Future<byte[]> explanation(Recalling.Read read, Explain depth) {
    if (depth != Explain.FULL || !(read.body().outcome() instanceof Outcome.Decided)) {
      return pool.run(() -> ExplanationJson.bytes(read.decision(), depth));
    }
    return rules
        .find(read.stored().header().rulebase())
        .compose(
            found ->
                pool.run(
                    () ->
                        ExplanationJson.bytes(
                            read.decision(),
                            depth,
                            found
                                .map(
                                    rulebase ->
                                        NearMisses.of(
                                            rulebase,
                                            read.body().inputs(),
                                            read.body().outcome(),
                                            depth))
                                .orElse(null))));
  }

  /**
   * Why a rule, segment or action did not come about.
   *
   * @return fails with {@link NotInRulesException} as well
   */
  public Future<Optional<byte[]>> whyNot(UUID decisionId, WhyNotQuestion question) {
    return of(decisionId, recalled -> new WhyNots(recalled).answer(question));
  }

  /**
   * The smallest change that would have altered a segment or the action.
   *
   * @return fails with {@link NotInRulesException} as well
   */
  public Future<Optional<byte[]>> counterfactual(UUID decisionId, CounterfactualQuestion question) {
    return of(
        decisionId,
        recalled ->
            CounterfactualJson.bytes(
                recalled.decision(),
                recalled
                    .rulebase()
                    .counterfactual(
                        recalled.inputs(),
                        Goals.of(question, recalled),
                        Deadline.inMs(SEARCH_TIMEOUT_MS))));
  }

  /** The changes of a decision since another one; empty when either is not on record. */
  public Future<Optional<byte[]>> changesSince(UUID decisionId, UUID otherId) {
    return told(
        () ->
            Future.all(recalling.recall(otherId), recalling.recall(decisionId))
                .compose(
                    both ->
                        pool.run(
                            () -> {
                              Optional<Recalled> earlier = both.resultAt(0);
                              Optional<Recalled> later = both.resultAt(1);
                              return earlier.flatMap(
                                  was ->
                                      later.map(
                                          is -> ChangesSinceJson.bytes(Comparing.since(was, is))));
                            })));
  }

  /**
   * A decision decided again from its record alone.
   *
   * @param version another version of the same rulebase to decide by, or null for its own
   */
  public Future<Optional<byte[]>> replay(UUID decisionId, @Nullable String version) {
    return replayOf(decisionId, version).map(replay -> replay.map(ReplayJson::bytes));
  }

  /** The same as a value. */
  Future<Optional<Replay>> replayOf(UUID decisionId, @Nullable String version) {
    return told(
        () ->
            recalling
                .read(decisionId)
                .compose(
                    found ->
                        found
                            .map(read -> replayed(read, version).map(Optional::of))
                            .orElseGet(() -> Future.succeededFuture(Optional.empty()))));
  }

  private Future<Replay> replayed(Recalling.Read read, @Nullable String version) {
    RulebaseRef ref = read.stored().header().rulebase();
    if (version == null && Replaying.needsNoRules(read.body())) {
      return pool.run(() -> Replaying.asRecorded(read));
    }
    return rules
        .get(version == null ? ref : new RulebaseRef(ref.name(), version, ref.build()))
        .compose(rulebase -> pool.run(() -> Replaying.replay(read, rulebase)));
  }

  /** Everything that can be told of a decision, a fallback too. */
  public Future<Optional<Dossier>> dossier(UUID decisionId) {
    return told(
        () ->
            recalling
                .read(decisionId)
                .compose(
                    found ->
                        found
                            .map(read -> dossier(read).map(Optional::of))
                            .orElseGet(() -> Future.succeededFuture(Optional.empty()))));
  }

  private Future<Dossier> dossier(Recalling.Read read) {
    RulebaseRef ref = read.stored().header().rulebase();
    return rules
        .get(ref)
        .compose(
            rulebase ->
                approvals
                    .of(ref)
                    .compose(
                        approved ->
                            pool.run(
                                () ->
                                    Dossiers.of(
                                        read.decision(),
                                        read.body().inputs(),
                                        rulebase,
                                        approved,
                                        () -> Deadline.inMs(SEARCH_TIMEOUT_MS)))));
  }

  /** The same as JSON. */
  public Future<Optional<byte[]>> dossierJson(UUID decisionId, Language language) {
    return dossier(decisionId)
        .map(found -> found.map(dossier -> DossierJson.bytes(dossier, language)));
  }

  /** The same as a page to be printed. */
  public Future<Optional<byte[]>> dossierPage(UUID decisionId, Language language) {
    return dossier(decisionId)
        .map(
            found ->
                found.map(
                    dossier -> DossierHtml.of(dossier, language).getBytes(StandardCharsets.UTF_8)));
  }
}
