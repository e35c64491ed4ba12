package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DayCount;
import org.rapport.model.Timeline;
import org.rapport.model.TimelineHistory;
import org.rapport.population.Usage;
import org.rapport.population.UsageGathering;
import org.rapport.population.UsageGathering.Times;
import org.rapport.population.UsageGathering.Used;
import org.rapport.rules.Rulebase;
import org.rapport.store.StandingStore.Kept;

/** Reads who uses which event types, beside how everybody stood and stands. */
final class UsageReading {
  private final Stores stores;
  private final RulesPool pool;
  private final Standings standings;
  private final Rulebase rulebase;
  private final Instant since;
  private final Instant asOf;
  private final Kept current;
  private final DayWindow window;
  private final UsageGathering gathering;

  /** A reading; since is a UTC midnight before as-of. */
  UsageReading(
      Stores stores,
      RulesPool pool,
      Standings standings,
      Rulebase rulebase,
      LocalDate since,
      RecentStandings.AsOf about) {
    this.stores = stores;
    this.pool = pool;
    this.standings = standings;
    this.rulebase = rulebase;
    this.since = since.atStartOfDay(ZoneOffset.UTC).toInstant();
    this.asOf = about.instant();
    this.current = about.set();
    this.window = DayWindow.of(this.since, asOf);
    this.gathering = new UsageGathering(rulebase.normalisation().bands());
  }

  Future<Usage> read(LongConsumer progress) {
    return standings
        .asOf(rulebase, since, progress)
        .compose(
            was -> read(new StandingCursor(standings, was), new StandingCursor(standings, current)))
        .compose(all -> pool.run(() -> gathering.done(rulebase.ref(), since, asOf)));
  }

  private Future<Integer> read(StandingCursor was, StandingCursor is) {
    return new CustomerPages<>(stores, pool, asOf, new TreeSet<>(List.of(asOf)), this::used)
        .read((number, page) -> take(page, was, is));
  }

  private Future<Void> take(List<Used> page, StandingCursor was, StandingCursor is) {
    if (page.isEmpty()) {
      return Future.succeededFuture();
    }
    String last = page.get(page.size() - 1).customerId();
    return was.reach(last)
        .compose(reached -> is.reach(last))
        .compose(
            reached ->
                pool.run(
                    () -> {
                      for (Used used : page) {
                        gathering.add(
                            used, was.take(used.customerId()), is.take(used.customerId()));
                      }
                      return null;
                    }));
  }

  private Used used(Timeline timeline) {
    CustomerHistory history = TimelineHistory.orUnknown(timeline, asOf);
    DayWindow before = window.before();
    SortedMap<String, Times> times = new TreeMap<>();
    long activeBefore = 0;
    long activeSince = 0;
    for (var entry : history.days().entrySet()) {
      List<DayCount> days = entry.getValue();
      times.put(
          entry.getKey(),
          new Times(
              days.stream().mapToLong(DayCount::count).sum(),
              before.sum(days, DayCount::count),
              window.sum(days, DayCount::count)));
      if (!entry.getKey().equals(rulebase.catalogue().signUp())) {
        activeBefore += before.sum(days, DayCount::visits);
        activeSince += window.sum(days, DayCount::visits);
      }
    }
    return new Used(timeline.customerId(), times, activeBefore > 0, activeSince > 0);
  }
}
