package org.rapport.decision;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.ChangesSince;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.DriftReport;
import org.rapport.analysis.Replay;
import org.rapport.model.SegmentLevel;
import org.rapport.store.DecisionOrder;
import org.rapport.store.ErasedException;
import org.rapport.store.StoreUnavailableException;

/** Decides every decision on record again, from its record alone, and tells what drifted. */
public final class BulkReplay {
  /** How many ids are read at a time. */
  private static final int PAGE = 1_000;

  /** How many decisions are replayed at a time. */
  private static final int CONCURRENCY = 16;

  private final DecisionOrder order;
  private final Understanding understanding;
  private final RulesPool pool;

  /** A bulk replay of the decisions in this order. */
  public BulkReplay(DecisionOrder order, Understanding understanding, RulesPool pool) {
    this.order = order;
    this.understanding = understanding;
    this.pool = pool;
  }

  /**
   * Replays.
   *
   * @param version another version to decide by, or null for each decision's own
   * @param limit how many decisions at most, in the order of their ids
   * @return fails with {@link StoreUnavailableException}
   */
  public Future<DriftReport> replay(
      @Nullable String version, long limit, BulkDeciding.Progress progress) {
    return order
        .count()
        .compose(count -> new Run(version, limit, Math.min(count, limit), progress).start());
  }

  private final class Run {
    private final @Nullable String version;
    private final long limit;
    private final long total;
    private final BulkDeciding.Progress progress;
    private final Promise<DriftReport> done = Promise.promise();
    private final SortedMap<String, Long> byVersion = new TreeMap<>();
    private final List<Replay> examples = new ArrayList<>();
    private long begun;
    private long same;
    private long different;
    private long rulesNotHere;
    private long erased;
    private long unreadable;
    private long otherBuilds;
    private long scores;
    private long levels;
    private long actions;

    Run(@Nullable String version, long limit, long total, BulkDeciding.Progress progress) {
      this.version = version;
      this.limit = limit;
      this.total = total;
      this.progress = progress;
    }

    Future<DriftReport> start() {
      page(null);
      return done.future();
    }

    // A page begins the next in place of being composed with it: see BulkDeciding.
    private void page(@Nullable UUID after) {
      int wanted = (int) Math.min(PAGE, limit - begun);
      pool.toldHere(order.after(after, wanted).compose(this::replayed))
          .onFailure(done::tryFail)
          .onSuccess(
              ids -> {
                begun += ids.size();
                if (ids.size() < PAGE || begun >= limit) {
                  done.tryComplete(report());
                } else {
                  page(ids.get(ids.size() - 1));
                }
              });
    }

    private Future<List<UUID>> replayed(List<UUID> ids) {
      return Window.forEach(ids.iterator(), CONCURRENCY, this::one).map(ids);
    }

    private Future<Void> one(UUID id) {
      return understanding
          .replayOf(id, version)
          .transform(
              (replay, failure) -> {
                if (failure instanceof StoreUnavailableException
                    || failure instanceof OverloadedException) {
                  return Future.failedFuture(failure);
                }
                count(failure == null ? replay.orElse(null) : null, failure);
                return Future.succeededFuture();
              });
    }

    private synchronized void count(@Nullable Replay replay, @Nullable Throwable failure) {
      if (failure instanceof ErasedException) {
        erased++;
      } else if (replay == null) {
        boolean missing = failure instanceof RulesNotHereException;
        rulesNotHere += missing ? 1 : 0;
        unreadable += missing ? 0 : 1;
      } else {
        byVersion.merge(
            replay.recordedBy().name() + " " + replay.recordedBy().version(), 1L, Long::sum);
        otherBuilds += replay.ownBuild() ? 0 : 1;
        same += replay.same() ? 1 : 0;
        different += replay.same() ? 0 : 1;
        replay.changes().ifPresent(this::difference);
        if (!replay.same() && examples.size() < DriftReport.MAX_EXAMPLES) {
          examples.add(replay);
        }
      }
      progress.at(same + different + rulesNotHere + erased + unreadable, total);
    }

    private void difference(ChangesSince changes) {
      DecisionAnalysis was = changes.wasAnalysis();
      DecisionAnalysis is = changes.isAnalysis();
      scores += was.score().value() == is.score().value() ? 0 : 1;
      levels += levelsOf(was).equals(levelsOf(is)) ? 0 : 1;
      actions += action(was).equals(action(is)) ? 0 : 1;
    }

    private synchronized DriftReport report() {
      return new DriftReport(
          same,
          different,
          rulesNotHere,
          erased,
          unreadable,
          otherBuilds,
          scores,
          levels,
          actions,
          byVersion,
          examples);
    }
  }

  private static List<SegmentLevel> levelsOf(DecisionAnalysis analysis) {
    return analysis.segments().stream().map(Conclusion.InSegment::segment).toList();
  }

  private static String action(DecisionAnalysis analysis) {
    return analysis.actions().get(0).action();
  }
}
