package org.rapport.decision;

import org.rapport.store.CustomerStore;
import org.rapport.store.Database;
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
    StandingStore standings) {

  /** All of them on one database. */
  public static Stores on(Database database) {
    return new Stores(
        new EventStore(database),
        new CustomerStore(database),
        new DecisionLog(database),
        new LatestDecisions(database),
        new StandingStore(database));
  }
}
