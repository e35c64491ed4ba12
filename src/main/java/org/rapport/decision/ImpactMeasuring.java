package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.MatchAnalysis;
import org.rapport.analysis.Matches;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.analysis.RuleCard;
import org.rapport.model.Timeline;
import org.rapport.model.TimelineHistory;
import org.rapport.population.Impact;
import org.rapport.population.Impact.Reason;
import org.rapport.population.ImpactGathering;
import org.rapport.population.Moves.Move;
import org.rapport.population.Standing;
import org.rapport.rules.RuleDifference;
import org.rapport.rules.Rulebase;

/**
 * Decides about the stored population by two rulebases as of one instant, and counts what differs.
 * Writes no decision; what was decided before, contacts and context are not seen.
 */
public final class ImpactMeasuring {
  /** How many movers of each kind are told, with their reasons. */
  static final int MOVERS = 10;

  private final Stores stores;
  private final RulesPool pool;

  /** Measuring on these stores; deciding is done on these threads. */
  public ImpactMeasuring(Stores stores, RulesPool pool) {
    this.stores = stores;
    this.pool = pool;
  }

  /**
   * What to measure.
   *
   * @param sample how many customers to decide about at most, or null for all, as long as they are
   *     not very many
   */
  public record Question(Rulebase live, Rulebase draft, Instant asOf, @Nullable Integer sample) {}

  private record Pair(Standing live, Standing draft) {}

  /**
   * Measures.
   *
   * @param progress told, now and then and from any thread, how many are done
   * @param cancelled asked before each customer whether to stop
   * @return fails with {@link CancellationException} when it was stopped
   */
  public Future<Impact> measure(
      Question question, BulkDeciding.Progress progress, BooleanSupplier cancelled) {
    return pool.toldHere(
        ImpactSample.of(stores, question)
            .compose(sample -> measure(question, sample, progress, cancelled)));
  }

  private Future<Impact> measure(
      Question question,
      ImpactSample sample,
      BulkDeciding.Progress progress,
      BooleanSupplier cancelled) {
    Instant asOf = question.asOf();
    SortedSet<Instant> instants = new TreeSet<>(question.live().neededInstants(asOf));
    instants.addAll(question.draft().neededInstants(asOf));
    RuleDifference difference = RuleDifference.between(question.live(), question.draft());
    AtomicLong done = new AtomicLong();
    ImpactGathering gathering = new ImpactGathering(MOVERS);
    progress.at(0, sample.expected());
    return new CustomerPages<Pair>(
            stores,
            pool,
            asOf,
            instants,
            timeline -> {
              if (cancelled.getAsBoolean()) {
                throw new CancellationException("Measuring was stopped.");
              }
              Pair pair = pair(question, difference, timeline, instants);
              progress.at(done.incrementAndGet(), sample.expected());
              return pair;
            },
            sample::choose)
        .read(
            (number, page) ->
                pool.run(
                    () -> {
                      page.forEach(pair -> gathering.add(pair.live(), pair.draft()));
                      return null;
                    }))
        .compose(pages -> told(question, sample, gathering));
  }

  /** Decides by the draft only where a rule that differs can have a say, now or in what was. */
  private static Pair pair(
      Question question, RuleDifference difference, Timeline timeline, Set<Instant> instants) {
    Standing live = StandingsMaking.standing(question.live(), timeline, question.asOf());
    boolean same =
        instants.stream()
            .allMatch(
                instant ->
                    difference.cannotMatter(TimelineHistory.orUnknown(timeline, instant), instant));
    return new Pair(
        live, same ? live : StandingsMaking.standing(question.draft(), timeline, question.asOf()));
  }

  private Future<Impact> told(Question question, ImpactSample sample, ImpactGathering gathering) {
    List<Move> rose = gathering.rose();
    List<Move> fell = gathering.fell();
    List<Move> others = gathering.others();
    List<Move> all = new ArrayList<>(rose);
    all.addAll(fell);
    all.addAll(others);
    return explained(question, all)
        .map(
            movers ->
                new Impact(
                    question.live().ref(),
                    question.draft().ref(),
                    question.asOf(),
                    sample.population(),
                    gathering.decided(),
                    sample.strata(gathering.decided()),
                    gathering.scoreChanged(),
                    gathering.segmentChanged(),
                    gathering.actionChanged(),
                    gathering.undecidedBefore(),
                    gathering.undecidedAfter(),
                    gathering.matrices(),
                    gathering.shifts(),
                    gathering.actions(),
                    movers.subList(0, rose.size()),
                    movers.subList(rose.size(), rose.size() + fell.size()),
                    movers.subList(rose.size() + fell.size(), movers.size())));
  }

  private Future<List<Impact.Mover>> explained(Question question, List<Move> moves) {
    if (moves.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return stores
        .customers()
        .timelines(
            moves.stream().map(Move::customerId).toList(), Rulebase.instants(question.asOf()))
        .compose(
            timelines ->
                pool.run(
                    () -> {
                      List<Impact.Mover> movers = new ArrayList<>();
                      for (int index = 0; index < moves.size(); index++) {
                        Optional<Timeline> timeline = timelines.get(index);
                        movers.add(
                            new Impact.Mover(
                                moves.get(index),
                                timeline.map(known -> reasons(question, known)).orElse(List.of())));
                      }
                      return movers;
                    }));
  }

  private static List<Reason> reasons(Question question, Timeline timeline) {
    Map<String, RuleAnalysis> was = rules(question.live(), timeline, question.asOf());
    Map<String, RuleAnalysis> is = rules(question.draft(), timeline, question.asOf());
    Map<String, RuleCard> cards = new LinkedHashMap<>();
    question.draft().cards().forEach(card -> cards.put(card.id(), card));
    question.live().cards().forEach(card -> cards.putIfAbsent(card.id(), card));
    List<Reason> reasons = new ArrayList<>();
    cards.forEach(
        (id, card) -> {
          Reason reason =
              new Reason(
                  card,
                  points(was.get(id)),
                  points(is.get(id)),
                  sentences(was.get(id)),
                  sentences(is.get(id)));
          if (reason.was() != reason.is() || !reason.said().equals(reason.says())) {
            reasons.add(reason);
          }
        });
    return reasons;
  }

  private static Map<String, RuleAnalysis> rules(
      Rulebase rulebase, Timeline timeline, Instant asOf) {
    Map<String, RuleAnalysis> rules = new LinkedHashMap<>();
    if (UnrecordedDeciding.decide(rulebase, timeline, asOf) instanceof Outcome.Decided decided) {
      decided.analysis().rules().forEach(rule -> rules.put(rule.card().id(), rule));
    }
    return rules;
  }

  private static long points(@Nullable RuleAnalysis rule) {
    return rule == null ? 0 : rule.points();
  }

  private static List<String> sentences(@Nullable RuleAnalysis rule) {
    return rule != null && rule.matches() instanceof Matches.Listed listed
        ? listed.matches().stream().map(MatchAnalysis::sentence).toList()
        : List.of();
  }
}
