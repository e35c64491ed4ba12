package org.rapport.decision;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Outcome;
import org.rapport.model.DecisionBasis;
import org.rapport.model.ShadowCount;
import org.rapport.population.ImpactGathering;
import org.rapport.population.ShadowCounts;
import org.rapport.population.ShadowReport;
import org.rapport.population.Standing;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.rules.ScoringFailedException;
import org.rapport.store.ShadowStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One draft that decides beside a live version on this node, and where the two differ. Whatever
 * goes wrong with it is counted and goes no further.
 */
final class Shadow {
  private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);

  /** How long one decision of it may take, in milliseconds. */
  private static final int TIMEOUT_MS = 1_000;

  /** How many of those who differ most are told, of each kind. */
  private static final int MOVERS = 10;

  private final ShadowStore.Kept kept;
  private final Rulebase draft;
  private String liveVersion;
  private ImpactGathering gathering = new ImpactGathering(MOVERS);
  private long failed;
  private long dropped;
  private long slowestMicros;
  private SortedMap<ShadowCount, Long> added = Collections.emptySortedMap();
  private int begun;

  Shadow(ShadowStore.Kept kept, Rulebase draft, String liveVersion) {
    this.kept = kept;
    this.draft = draft;
    this.liveVersion = liveVersion;
  }

  ShadowStore.Kept kept() {
    return kept;
  }

  /** Whether it decides about a customer. */
  boolean takes(String customerId) {
    return CustomerHash.millionth(customerId) < kept.share();
  }

  /** How often it began anew. */
  synchronized int begun() {
    return begun;
  }

  /** Forgets all that was compared: it may tell of somebody who was erased. */
  synchronized void beginAnew() {
    begun++;
    clear();
  }

  private void clear() {
    gathering = new ImpactGathering(MOVERS);
    failed = 0;
    dropped = 0;
    slowestMicros = 0;
    added = Collections.emptySortedMap();
  }

  /**
   * Decides, and compares with what the live version said. Never fails.
   *
   * @param asked how often it had begun anew when this was asked for: what was asked before it last
   *     did is not counted
   */
  void decide(Rulebase live, DecisionBasis basis, Outcome said, int asked) {
    long startedNanos = System.nanoTime();
    Standing.@Nullable Verdict verdict;
    try {
      verdict = verdict(draft.decide(draft.inputs(basis), Deadline.inMs(TIMEOUT_MS)));
    } catch (ScoringFailedException unscored) {
      verdict = null;
    } catch (RuntimeException | LinkageError | StackOverflowError wrong) {
      LOG.warn("The shadow of {} failed: {}", kept.rulebase(), wrong.toString());
      verdict = null;
    }
    compare(
        asked,
        live.ref().version(),
        basis.timeline().customerId(),
        verdict(said),
        verdict,
        (System.nanoTime() - startedNanos) / 1_000);
  }

  private static Standing.@Nullable Verdict verdict(Outcome outcome) {
    return StandingsMaking.verdict(outcome);
  }

  private synchronized void compare(
      int asked,
      String version,
      String customerId,
      Standing.@Nullable Verdict was,
      Standing.@Nullable Verdict is,
      long micros) {
    if (asked != begun) {
      return;
    }
    if (!version.equals(liveVersion)) {
      // What was compared with another version says nothing any more.
      liveVersion = version;
      clear();
    }
    slowestMicros = Math.max(slowestMicros, micros);
    failed += is == null ? 1 : 0;
    gathering.add(
        new Standing(customerId, was, Collections.emptySortedMap()),
        new Standing(customerId, is, Collections.emptySortedMap()));
  }

  synchronized void drop() {
    dropped++;
  }

  /** What is to be added to the counts of all nodes: beside which live version, how many more. */
  record More(
      String live, SortedMap<ShadowCount, Long> counts, SortedMap<ShadowCount, Long> more) {}

  /** What was not added yet. */
  synchronized More more() {
    SortedMap<ShadowCount, Long> counts = ShadowCounts.of(report());
    return new More(liveVersion, counts, ShadowCounts.more(added, counts));
  }

  /** These were added. */
  synchronized void added(More done) {
    if (done.live().equals(liveVersion)) {
      added = done.counts();
    }
  }

  /** Where the two differ so far, on this node. */
  synchronized ShadowReport report() {
    return new ShadowReport(
        kept.rulebase(),
        kept.draftId(),
        kept.version(),
        liveVersion,
        kept.share(),
        kept.startedAt(),
        kept.owner(),
        gathering.decided(),
        failed,
        dropped,
        slowestMicros,
        gathering.scoreChanged(),
        gathering.segmentChanged(),
        gathering.actionChanged(),
        gathering.matrices(),
        gathering.shifts(),
        gathering.actions(),
        List.of(gathering.rose(), gathering.fell(), gathering.others()));
  }
}
