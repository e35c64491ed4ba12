package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.rapport.analysis.RuleCard;
import org.rapport.model.CustomerHistory;
import org.rapport.model.Timeline;
import org.rapport.model.TimelineHistory;
import org.rapport.population.Moves.Move;
import org.rapport.population.Moves.Mover;
import org.rapport.population.Moves.Part;
import org.rapport.rules.Rulebase;

/**
 * Tells why customers moved: the history as of the earlier instant, scored as of the later one, is
 * what passing of time alone would have made; the rest is behaviour. What both do together, such as
 * the fading of what was done in between, so counts as behaviour.
 */
final class MoverExplaining {
  private final Stores stores;
  private final RulesPool pool;
  private final Rulebase rulebase;
  private final Instant from;
  private final Instant to;

  MoverExplaining(Stores stores, RulesPool pool, Rulebase rulebase, Instant from, Instant to) {
    this.stores = stores;
    this.pool = pool;
    this.rulebase = rulebase;
    this.from = from;
    this.to = to;
  }

  /** The moves explained, in their order. */
  Future<List<Mover>> explain(List<Move> moves) {
    if (moves.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return stores
        .customers()
        .timelines(moves.stream().map(Move::customerId).toList(), new TreeSet<>(List.of(from, to)))
        .compose(timelines -> pool.run(() -> explained(moves, timelines)));
  }

  private List<Mover> explained(List<Move> moves, List<Optional<Timeline>> timelines) {
    List<Mover> movers = new ArrayList<>();
    for (int i = 0; i < moves.size(); i++) {
      Move move = moves.get(i);
      movers.add(new Mover(move, timelines.get(i).map(this::parts).orElseGet(List::of)));
    }
    return movers;
  }

  private List<Part> parts(Timeline timeline) {
    CustomerHistory earlier = TimelineHistory.orUnknown(timeline, from);
    Map<String, Long> was = points(earlier, from);
    Map<String, Long> had = points(earlier, to);
    Map<String, Long> is = points(TimelineHistory.orUnknown(timeline, to), to);
    List<Part> parts = new ArrayList<>();
    for (RuleCard card : rulebase.cards()) {
      Part part =
          new Part(
              card,
              was.getOrDefault(card.id(), 0L),
              had.getOrDefault(card.id(), 0L),
              is.getOrDefault(card.id(), 0L));
      if (part.passingOfTime() != 0 || part.behaviour() != 0) {
        parts.add(part);
      }
    }
    return parts;
  }

  private Map<String, Long> points(CustomerHistory history, Instant asOf) {
    return RulePoints.of(rulebase, history, asOf, Collections.emptySortedMap());
  }
}
