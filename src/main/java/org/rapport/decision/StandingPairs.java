package org.rapport.decision;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.rapport.population.CustomerOrder;
import org.rapport.population.Standing;
import org.rapport.store.StandingStore.Kept;

/** Reads two sets side by side: each customer of either once, in order of id. */
final class StandingPairs {
  private final Standings standings;
  private final RulesPool pool;
  private final Side earlier;
  private final Side later;
  private final Each each;
  private final Promise<Void> done = Promise.promise();

  private StandingPairs(Standings standings, RulesPool pool, Kept from, Kept to, Each each) {
    this.standings = standings;
    this.pool = pool;
    this.earlier = new Side(from);
    this.later = new Side(to);
    this.each = each;
  }

  /** Takes one customer as it stood and stands; one of the two may be null. */
  @FunctionalInterface
  interface Each {
    void take(@Nullable Standing was, @Nullable Standing is);
  }

  private static final class Side {
    private final Kept set;
    private final Deque<Standing> read = new ArrayDeque<>();
    private int next;

    Side(Kept set) {
      this.set = set;
    }

    boolean ended() {
      return read.isEmpty() && next == set.pages();
    }
  }

  static Future<Void> forEach(Standings standings, RulesPool pool, Kept from, Kept to, Each each) {
    StandingPairs pairs = new StandingPairs(standings, pool, from, to, each);
    pairs.goOn();
    return pairs.done.future();
  }

  private void goOn() {
    Future.all(fill(earlier), fill(later))
        .compose(filled -> pool.run(this::take))
        .onFailure(done::tryFail)
        .onSuccess(
            ended -> {
              if (ended) {
                done.tryComplete();
              } else {
                goOn();
              }
            });
  }

  /** Reads a side's next page when none of the one before is left. */
  private Future<Void> fill(Side side) {
    if (!side.read.isEmpty() || side.next == side.set.pages()) {
      return Future.succeededFuture();
    }
    return standings
        .page(side.set, side.next++, side.read::addAll)
        .compose(read -> side.read.isEmpty() ? fill(side) : Future.succeededFuture());
  }

  /** Takes pairs until a side must be filled again; whether both have ended. */
  private boolean take() {
    while (!(earlier.read.isEmpty() && !earlier.ended())
        && !(later.read.isEmpty() && !later.ended())) {
      Standing was = earlier.read.peek();
      Standing is = later.read.peek();
      if (was == null && is == null) {
        return true;
      }
      int order =
          was == null
              ? 1
              : is == null ? -1 : CustomerOrder.BY_ID.compare(was.customerId(), is.customerId());
      each.take(order <= 0 ? earlier.read.poll() : null, order >= 0 ? later.read.poll() : null);
    }
    return false;
  }
}
