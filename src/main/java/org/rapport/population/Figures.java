package org.rapport.population;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.SegmentLevel;
import org.rapport.population.Standing.Verdict;
import org.rapport.statistics.RawDistribution;

/**
 * Some customers counted up.
 *
 * @param customers how many were decided about
 * @param undecided how many the rules could not decide about; they are in no other count
 * @param scores how many at each score, 1 to 100 (absent: none)
 * @param bands by band; a customer without one is in none
 * @param phases by phase
 * @param evidence by evidence level
 * @param segments by segment word, then level word
 * @param actions by action
 * @param rawMean the mean of the raw points, in millionths, rounded HALF_UP; null without customers
 * @param raw how the raw points are spread
 */
public record Figures(
    long customers,
    long undecided,
    SortedMap<Integer, Long> scores,
    SortedMap<String, Long> bands,
    SortedMap<String, Long> phases,
    SortedMap<String, Long> evidence,
    SortedMap<String, SortedMap<String, Long>> segments,
    SortedMap<String, Long> actions,
    @Nullable Long rawMean,
    RawDistribution raw) {

  public Figures {
    scores = Collections.unmodifiableSortedMap(scores);
    bands = Collections.unmodifiableSortedMap(bands);
    phases = Collections.unmodifiableSortedMap(phases);
    evidence = Collections.unmodifiableSortedMap(evidence);
    segments = Collections.unmodifiableSortedMap(segments);
    actions = Collections.unmodifiableSortedMap(actions);
  }

  /** Counts customers up one by one; holds 8 bytes for each. */
  public static final class Gathering {
    private long customers;
    private long undecided;
    private final SortedMap<Integer, Long> scores = new TreeMap<>();
    private final SortedMap<String, Long> bands;
    private final SortedMap<String, Long> phases = new TreeMap<>(WordOrder.PHASES);
    private final SortedMap<String, Long> evidence = new TreeMap<>(WordOrder.EVIDENCE);
    private final SortedMap<String, SortedMap<String, Long>> segments = new TreeMap<>();
    private final SortedMap<String, Long> actions = new TreeMap<>();
    private final RawDistribution.Gathering raw = new RawDistribution.Gathering();
    private BigInteger sum = BigInteger.ZERO;

    /**
     * None yet.
     *
     * @param bands the bands as they are to be listed, the highest first
     */
    public Gathering(List<String> bands) {
      this.bands = new TreeMap<>(WordOrder.of(bands));
    }

    /** Counts one customer. */
    public void add(Standing standing) {
      Verdict verdict = standing.verdict();
      if (verdict == null) {
        undecided++;
        return;
      }
      customers++;
      raw.add(verdict.rawMillionths());
      sum = sum.add(BigInteger.valueOf(verdict.rawMillionths()));
      scores.merge(verdict.score(), 1L, Long::sum);
      phases.merge(verdict.phase().name(), 1L, Long::sum);
      evidence.merge(verdict.evidence().word(), 1L, Long::sum);
      if (verdict.band() != null) {
        bands.merge(verdict.band(), 1L, Long::sum);
      }
      if (verdict.action() != null) {
        actions.merge(verdict.action(), 1L, Long::sum);
      }
      for (SegmentLevel each : verdict.segments()) {
        segments
            .computeIfAbsent(each.segment().word(), segment -> new TreeMap<>(WordOrder.LEVELS))
            .merge(each.level().word(), 1L, Long::sum);
      }
    }

    /** The counts so far; to be asked for once. */
    public Figures done() {
      Long mean =
          customers == 0
              ? null
              : new BigDecimal(sum)
                  .divide(BigDecimal.valueOf(customers), 0, RoundingMode.HALF_UP)
                  .longValueExact();
      return new Figures(
          customers,
          undecided,
          scores,
          bands,
          phases,
          evidence,
          segments,
          actions,
          mean,
          raw.done());
    }
  }
}
