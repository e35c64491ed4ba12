package org.rapport.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.json.CustomersJson;
import org.rapport.json.EventsJson;
import org.rapport.json.PopulationJson;
import org.rapport.json.ShortDecision;
import org.rapport.store.DecisionRecord;
import org.rapport.store.EventStore;
import org.rapport.store.LatestDecisions;

/** Hands what the stores tell to the JSON that is served: neither knows the other. */
final class Views {

  private Views() {}

  static ShortDecision shortDecision(LatestDecisions.Latest latest) {
    DecisionRecord.Summary summary = latest.summary();
    return new ShortDecision(
        latest.customerId(),
        latest.decisionId(),
        latest.asOf(),
        latest.decidedAt(),
        summary.score(),
        summary.rawMillionths(),
        summary.band(),
        summary.phase(),
        summary.evidence(),
        summary.segments(),
        summary.action());
  }

  static LatestDecisions.Filter goingOn(
      LatestDecisions.Filter filter, LatestDecisions.@Nullable Latest after) {
    return new LatestDecisions.Filter(
        filter.rulebase(),
        filter.segment(),
        filter.level(),
        filter.band(),
        filter.idContains(),
        filter.sort(),
        after,
        filter.limit());
  }

  /** A page of customers; a full one has a cursor, behind which there may be nothing more. */
  static byte[] customers(LatestDecisions.Filter filter, List<LatestDecisions.Latest> page) {
    String next =
        page.size() < filter.limit() ? null : Cursors.of(filter.sort(), page.get(page.size() - 1));
    return CustomersJson.bytes(
        filter.rulebase(), page.stream().map(Views::shortDecision).toList(), next);
  }

  /** A page of events, likewise. */
  static byte[] events(String customerId, List<EventStore.StoredEvent> page, int limit) {
    EventStore.StoredEvent last = page.get(page.size() - 1);
    String next =
        page.size() < limit
            ? null
            : Cursors.of(new EventStore.Cursor(last.occurredAt(), last.key()));
    return EventsJson.bytes(customerId, page.stream().map(Views::event).toList(), next);
  }

  private static EventsJson.Row event(EventStore.StoredEvent event) {
    return new EventsJson.Row(
        event.messageId(),
        event.source(),
        event.subjectId(),
        event.accountId(),
        event.eventType(),
        event.occurredAt(),
        event.receivedAt(),
        event.propertiesJson());
  }

  static byte[] population(String rulebase, LatestDecisions.Population counted) {
    return new PopulationJson(
            rulebase,
            counted.customers(),
            counted.scores(),
            counted.bands(),
            counted.phases(),
            counted.evidence(),
            counted.segments(),
            counted.actions(),
            counted.oldestAsOf(),
            counted.newestAsOf())
        .bytes();
  }
}
