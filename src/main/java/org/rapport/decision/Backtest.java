package org.rapport.decision;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Outcome;
import org.rapport.model.Level;
import org.rapport.model.Printable;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.rules.Rulebase;
import org.rapport.statistics.CustomerKey;
import org.rapport.statistics.Observations;
import org.rapport.statistics.OutcomeRow;
import org.rapport.statistics.Question;

/**
 * Decides as of past instants, each row by what was stored strictly before its cutoff, and gathers
 * what was decided beside what happened. Writes nothing.
 */
public final class Backtest {

  /** How many rows are decided at one time. */
  static final int CONCURRENCY = 64;

  /** How many rows are held before they are gathered. */
  static final int PAGE = 1_000;

  /**
   * The most rows that one backtest gathers: about 20 bytes each, several times over at the end.
   */
  public static final int MAX_ROWS = 5_000_000;

  /** The most tasks that one backtest tells apart. */
  public static final int MAX_TASKS = 200;

  private final LiveRulebases rulebases;
  private final UnrecordedDeciding deciding;
  private final RulesPool pool;

  /** Backtests on these stores. */
  public Backtest(LiveRulebases rulebases, Stores stores, RulesPool pool) {
    this.rulebases = rulebases;
    this.deciding = new UnrecordedDeciding(stores, pool);
    this.pool = pool;
  }

  /** An outcome and the line it stands in, from 1. */
  public record Line(long number, OutcomeRow row) {}

  /** Where the rows come from. Asked on a thread where reading a file may block. */
  @FunctionalInterface
  public interface Source {

    /** The next rows, at most so many; none at the end. */
    List<Line> next(int most);
  }

  /** Told how the run goes. */
  public interface Listener {

    /**
     * A row could not be used: told in the order of the lines.
     *
     * @param problem {@code unknown-customer} or {@code fallback}
     */
    void unusable(long line, String problem, String message);

    /** So many rows are done; from any thread. */
    void at(long done);
  }

  /**
   * Decides every row.
   *
   * @return by task, in the order they are first named; fails with {@link
   *     UnknownRulebaseException}, {@link IllegalArgumentException} when there are more rows or
   *     tasks than can be held, what the source throws, or the first failure to read
   */
  public Future<Map<String, Observations>> run(
      @Nullable String rulebase, Source source, Listener listener) {
    return rulebases.asked(rulebase).compose(rules -> new Run(rules, source, listener).start());
  }

  /** What a row came to, without the explanation. */
  private record Seen(
      @Nullable String problem, @Nullable String message, long raw, List<SegmentLevel> segments) {

    static Seen unusable(String problem, String message) {
      return new Seen(problem, message, 0, List.of());
    }

    static Seen of(OutcomeRow row, Optional<Outcome> outcome) {
      if (outcome.isEmpty()) {
        return unusable(
            "unknown-customer",
            "Nothing is known of the customer %s before %s."
                .formatted(Printable.of(row.customerId()), row.cutoff()));
      }
      if (outcome.get() instanceof Outcome.Decided decided) {
        DecisionAnalysis analysis = decided.analysis();
        return new Seen(
            null,
            null,
            analysis.score().rawMillionths(),
            analysis.segments().stream().map(Conclusion.InSegment::segment).toList());
      }
      Outcome.Fallback fallback = (Outcome.Fallback) outcome.get();
      return unusable("fallback", fallback.reason());
    }

    @Nullable Level level(@Nullable Segment segment) {
      return segments.stream()
          .filter(each -> each.segment() == segment)
          .map(SegmentLevel::level)
          .findFirst()
          .orElse(null);
    }
  }

  private final class Run {
    private final Rulebase rulebase;
    private final Source source;
    private final Listener listener;
    private final AtomicLong done = new AtomicLong();
    private final Map<String, Observations> byTask = new LinkedHashMap<>();
    private final Promise<Map<String, Observations>> finished = Promise.promise();
    private long rows;

    Run(Rulebase rulebase, Source source, Listener listener) {
      this.rulebase = rulebase;
      this.source = source;
      this.listener = listener;
    }

    Future<Map<String, Observations>> start() {
      page();
      return finished.future();
    }

    // A page begins the next in place of being composed with it, as in BulkDeciding.
    private void page() {
      pool.toldHere(pool.run(() -> source.next(PAGE)).compose(this::decidePage))
          .onFailure(finished::tryFail)
          .onSuccess(
              lines -> {
                if (lines.isEmpty()) {
                  finished.tryComplete(byTask);
                } else {
                  page();
                }
              });
    }

    private Future<List<Line>> decidePage(List<Line> lines) {
      Seen[] seen = new Seen[lines.size()];
      return Window.forEach(
              IntStream.range(0, seen.length).iterator(),
              CONCURRENCY,
              index -> decide(lines.get(index), index, seen))
          .compose(all -> pool.run(() -> gather(lines, Arrays.asList(seen))));
    }

    private Future<?> decide(Line line, int index, Seen[] seen) {
      OutcomeRow row = line.row();
      return deciding
          .decide(rulebase, row.customerId(), row.cutoff().truncatedTo(ChronoUnit.MICROS))
          .onSuccess(
              outcome -> {
                seen[index] = Seen.of(row, outcome);
                listener.at(done.incrementAndGet());
              });
    }

    /**
     * In the order of the lines, so that the same file gives the same figures to the last digit.
     */
    private List<Line> gather(List<Line> lines, List<Seen> seen) {
      rows += lines.size();
      if (rows > MAX_ROWS) {
        throw new IllegalArgumentException(
            "There are more than %d rows.%nMaybe look at one task at a time with --task."
                .formatted(MAX_ROWS));
      }
      for (int i = 0; i < lines.size(); i++) {
        gather(lines.get(i), seen.get(i));
      }
      return lines;
    }

    private void gather(Line line, Seen seen) {
      if (seen.problem() != null) {
        listener.unusable(line.number(), seen.problem(), String.valueOf(seen.message()));
        return;
      }
      OutcomeRow row = line.row();
      Observations observations = observations(row.task());
      observations.add(
          CustomerKey.of(row.customerId()),
          seen.raw(),
          seen.level(observations.question().segment()),
          row.happened());
    }

    private Observations observations(String task) {
      Observations known = byTask.get(task);
      if (known == null) {
        if (byTask.size() == MAX_TASKS) {
          throw new IllegalArgumentException(
              "There are more than %d tasks.%nMaybe the columns are mixed up; or name some with --task."
                  .formatted(MAX_TASKS));
        }
        known = new Observations(Question.of(task));
        byTask.put(task, known);
      }
      return known;
    }
  }
}
