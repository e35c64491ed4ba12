package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.Rulebase;
import org.rapport.store.StandingStore.Kept;

/**
 * How all customers stand about now. As of this very moment nothing can be kept, since something
 * comes in all the time; so what was made for one such question answers the next ones for a while,
 * as of the instant it was made for.
 */
final class RecentStandings {
  /** How old an answer about now may be at least. */
  static final Duration LEAST_AGE = Duration.ofMinutes(1);

  /** Or so many times as long as the making took: no more than a tenth of the time goes into it. */
  static final int TIMES_THE_MAKING = 10;

  private final Standings standings;
  private final InstantSource clock;
  private final Map<String, Recent> byRulebase = new HashMap<>();

  RecentStandings(Standings standings, InstantSource clock) {
    this.standings = standings;
    this.clock = clock;
  }

  /**
   * A set and the instant that it is as of.
   *
   * @param instant never later than now
   */
  record AsOf(Instant instant, Kept set) {}

  private static final class Recent {
    private final String build;
    private final Instant asOf;
    private final Future<AsOf> made;
    private @Nullable Instant ready;

    Recent(String build, Instant asOf, Future<AsOf> made) {
      this.build = build;
      this.asOf = asOf;
      this.made = made;
    }
  }

  /** As of the instant, exactly; about now when there is none. */
  Future<AsOf> asOf(Rulebase rulebase, @Nullable Instant instant, LongConsumer progress) {
    return instant == null
        ? aboutNow(rulebase, progress)
        : standings.asOf(rulebase, instant, progress).map(set -> new AsOf(instant, set));
  }

  private Future<AsOf> aboutNow(Rulebase rulebase, LongConsumer progress) {
    String name = rulebase.ref().name();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    synchronized (byRulebase) {
      Recent recent = byRulebase.get(name);
      if (recent != null
          && recent.build.equals(rulebase.ref().build())
          && !recent.made.failed()
          && isRecent(recent, now)) {
        return recent.made;
      }
    }
    Future<AsOf> made = standings.asOf(rulebase, now, progress).map(set -> new AsOf(now, set));
    Recent begun = new Recent(rulebase.ref().build(), now, made);
    synchronized (byRulebase) {
      byRulebase.put(name, begun);
    }
    return made.onSuccess(
        set -> {
          synchronized (byRulebase) {
            begun.ready = clock.instant();
          }
        });
  }

  private static boolean isRecent(Recent recent, Instant now) {
    if (recent.ready == null) {
      return true; // It is being made: who asks meanwhile waits for the same.
    }
    Duration making = Duration.between(recent.asOf, recent.ready).multipliedBy(TIMES_THE_MAKING);
    Duration age = making.compareTo(LEAST_AGE) > 0 ? making : LEAST_AGE;
    return !now.isAfter(recent.asOf.plus(age));
  }

  /** The next question about now is answered anew. */
  void forget(Rulebase rulebase) {
    synchronized (byRulebase) {
      byRulebase.remove(rulebase.ref().name());
    }
  }
}
