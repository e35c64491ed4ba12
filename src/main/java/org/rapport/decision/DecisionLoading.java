package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.rapport.model.DecisionBasis;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Timeline;
import org.rapport.rules.Rulebase;

/** Loads what a decision is made from. */
final class DecisionLoading {

  private final Stores stores;

  DecisionLoading(Stores stores) {
    this.stores = stores;
  }

  /** The basis as stored; a customer of whom nothing is known has an empty timeline. */
  Future<DecisionBasis> basis(DecisionRequest request, String rulebase, Instant asOf) {
    Future<Timeline> timeline =
        stores
            .customers()
            .timeline(request.customerId(), Rulebase.instants(asOf))
            .map(found -> found.orElseGet(() -> new Timeline(request.customerId(), List.of())));
    Future<List<SegmentLevel>> wasIn =
        stores.latest().segmentsBefore(request.customerId(), rulebase, asOf);
    return Future.all(timeline, wasIn)
        .map(
            both ->
                new DecisionBasis(
                    asOf,
                    timeline.result(),
                    wasIn.result(),
                    // Contacts come only inline until outcomes are kept.
                    List.of(),
                    request.context(),
                    request.placement(),
                    request.channel(),
                    request.limit()));
  }
}
