package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Publishing.Failed;
import org.rapport.rules.Rulebase;
import org.rapport.store.VersionStore;
import org.rapport.store.VersionStore.Publication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a node to what is live in the database; what cannot be loaded leaves it as it is. */
final class Following {
  private static final Logger LOG = LoggerFactory.getLogger(Following.class);

  /** After how long a version that could not be loaded is tried once more. */
  static final Duration TRY_AGAIN_AFTER = Duration.ofMinutes(1);

  private final VersionStore versions;
  private final VersionLoading loading;
  private final RulesPool pool;
  private final InstantSource clock;
  private final Map<String, Failed> failed = new TreeMap<>();
  private volatile @Nullable LiveRulebases live;
  private Future<Void> following = Future.succeededFuture();

  Following(VersionStore versions, VersionLoading loading, RulesPool pool, InstantSource clock) {
    this.versions = versions;
    this.loading = loading;
    this.pool = pool;
    this.clock = clock;
  }

  /** Puts what is to decide here from now on. */
  void into(LiveRulebases rulebases) {
    live = rulebases;
  }

  /**
   * Brings this node to what is live in the database; one after the other.
   *
   * @param loaded a version that is loaded already, or null
   */
  synchronized Future<Void> follow(@Nullable Rulebase loaded) {
    Future<Void> next =
        following
            .otherwiseEmpty()
            .compose(before -> versions.live())
            .compose(
                all -> {
                  Future<Void> each = Future.succeededFuture();
                  for (Publication wanted : all) {
                    each = each.compose(before -> follow(wanted, loaded));
                  }
                  return each;
                });
    following = next;
    return pool.toldHere(next);
  }

  private Future<Void> follow(Publication wanted, @Nullable Rulebase loaded) {
    String name = wanted.rulebase();
    LiveRulebases here = live;
    if (here == null
        || (here.names().contains(name)
            && here.get(name).ref().version().equals(wanted.version()))) {
      forget(name);
      return Future.succeededFuture();
    }
    if (loaded != null
        && loaded.ref().name().equals(name)
        && loaded.ref().version().equals(wanted.version())) {
      put(loaded);
      return Future.succeededFuture();
    }
    if (triedJustNow(wanted)) {
      return Future.succeededFuture();
    }
    return versions
        .files(name, wanted.version())
        .compose(
            files ->
                loading.version(
                    name,
                    wanted.version(),
                    files.orElseThrow(() -> Publishing.neverLive(name, wanted.version()))))
        .onSuccess(this::put)
        .onFailure(failure -> note(wanted, failure))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private void put(Rulebase rulebase) {
    LiveRulebases here = live;
    if (here != null) {
      here.put(rulebase);
    }
    forget(rulebase.ref().name());
    LOG.info("{} decides by {}.", rulebase.ref().name(), rulebase.ref().version());
  }

  private synchronized void forget(String rulebase) {
    failed.remove(rulebase);
  }

  private synchronized boolean triedJustNow(Publication wanted) {
    Failed before = failed.get(wanted.rulebase());
    return before != null
        && before.version().equals(wanted.version())
        && clock.instant().isBefore(before.at().plus(TRY_AGAIN_AFTER));
  }

  private void note(Publication wanted, Throwable failure) {
    String why = String.valueOf(failure.getMessage());
    LOG.error(
        "{} cannot be brought to {}, and goes on as it was: {}",
        wanted.rulebase(),
        wanted.version(),
        why);
    synchronized (this) {
      failed.put(
          wanted.rulebase(),
          new Failed(
              wanted.rulebase(),
              wanted.version(),
              why,
              clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }
  }

  /** What could not be loaded, by rulebase. */
  synchronized SortedMap<String, Failed> failures() {
    return new TreeMap<>(failed);
  }
}
