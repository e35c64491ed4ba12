package org.rapport.decision;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.rapport.analysis.Outcome;
import org.rapport.json.ExplanationJson;
import org.rapport.model.Explain;

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

  private final Recalling recalling;
  private final RecordedRules rules;
  private final RulesPool pool;
  private final Gate gate = new Gate(MAX_IN_FLIGHT, "explanations", RETRY_AFTER_SECONDS);

  /** Understanding of the decisions on these stores. */
  public Understanding(RecordedRules rules, Stores stores, RulesPool pool) {
    this.recalling = new Recalling(stores.log(), rules, pool);
    this.rules = rules;
    this.pool = pool;
  }

  private <T> Future<T> told(Supplier<Future<T>> work) {
    return pool.toldHere(gate.pass(work));
  }

  private Future<Optional<byte[]>> of(UUID decisionId, Function<Recalling.Recalled, byte[]> tell) {
    return told(
        () ->
            recalling
                .recall(decisionId)
                .compose(found -> pool.run(() -> found.map(tell))));
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
}
