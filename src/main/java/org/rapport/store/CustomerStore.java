package org.rapport.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Timeline;

/** What is known of customers. */
public final class CustomerStore {

  /** A store on this database. */
  public CustomerStore(Database database) {}

  /**
   * A customer's timeline, from which the history as of each of these instants can be told, or
   * empty when nothing is known of the customer.
   *
   * @param instants the instants that will be asked for; nothing at or after the latest is read
   */
  public Future<Optional<Timeline>> timeline(String customerId, SortedSet<Instant> instants) {
    throw new UnsupportedOperationException(customerId + instants);
  }

  /**
   * Ids of customers first seen before an instant, in order of id.
   *
   * @param after only ids after this one, when given
   * @param limit 1 to 10,000
   */
  public Future<List<String>> customerIds(
      @Nullable String after, Instant firstSeenBefore, int limit) {
    throw new UnsupportedOperationException(after + "" + firstSeenBefore + limit);
  }

  /** How many customers were first seen before an instant. */
  public Future<Long> count(Instant firstSeenBefore) {
    throw new UnsupportedOperationException(firstSeenBefore.toString());
  }
}
