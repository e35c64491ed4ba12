package org.rapport.decision;

import org.rapport.store.CustomerStore;
import org.rapport.store.DecisionLog;
import org.rapport.store.EventStore;
import org.rapport.store.LatestDecisions;
import org.rapport.store.StandingStore;

/** The stores that the use cases read from and write to. */
public record Stores(
    EventStore events,
    CustomerStore customers,
    DecisionLog log,
    LatestDecisions latest,
    StandingStore standings) {}
