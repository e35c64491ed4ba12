package org.rapport.decision;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.rapport.population.CustomerOrder;
import org.rapport.population.Standing;
import org.rapport.store.StandingStore.Kept;

/** Reads a set alongside another reading of the same customers in order of id. */
final class StandingCursor {
  private final Standings standings;
  private final Kept set;
  private final Deque<Standing> read = new ArrayDeque<>();
  private int next;

  StandingCursor(Standings standings, Kept set) {
    this.standings = standings;
    this.set = set;
  }

  /** Reads as far as this id. */
  Future<Void> reach(String customerId) {
    Standing last = read.peekLast();
    boolean there = last != null && CustomerOrder.BY_ID.compare(last.customerId(), customerId) >= 0;
    return there || next == set.pages()
        ? Future.succeededFuture()
        : standings.page(set, next++, read::addAll).compose(page -> reach(customerId));
  }

  /** How this customer stands, or null; to be asked for in order of id, within what was reached. */
  @Nullable Standing take(String customerId) {
    Standing head = read.peek();
    while (head != null && CustomerOrder.BY_ID.compare(head.customerId(), customerId) < 0) {
      read.remove();
      head = read.peek();
    }
    return head != null && head.customerId().equals(customerId) ? read.poll() : null;
  }
}
