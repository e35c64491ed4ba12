package org.rapport.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Backtest;
import org.rapport.ingest.ImportFailedException;
import org.rapport.ingest.OutcomeFile;
import org.rapport.ingest.TableFile;
import org.rapport.ingest.TableLine;
import org.rapport.statistics.CustomerKey;
import org.rapport.statistics.OutcomeRow;

/**
 * The lines of a file of outcomes that were asked for; those that cannot be used are kept apart.
 */
final class OutcomeLines implements Backtest.Source, AutoCloseable {
  /** How many unusable lines are told one by one. */
  static final int SHOWN = 20;

  private final Path path;
  private final Set<String> tasks;
  private final @Nullable Integer half;
  private final TableFile<OutcomeRow> file;
  private final SortedMap<String, Long> unusable = new TreeMap<>();
  private final List<String> shown = new ArrayList<>();
  private final SortedSet<String> otherTasks = new TreeSet<>();

  /**
   * Opens the file.
   *
   * @param tasks only these, or all when empty
   * @param half only this half of the customers, or all when null
   */
  OutcomeLines(Path path, Set<String> tasks, @Nullable Integer half) {
    this.path = path;
    this.tasks = tasks;
    this.half = half;
    try {
      this.file = OutcomeFile.open(path);
    } catch (ImportFailedException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<Backtest.Line> next(int most) {
    List<Backtest.Line> lines = new ArrayList<>();
    try {
      while (lines.size() < most) {
        Optional<TableLine<OutcomeRow>> next = file.next();
        if (next.isEmpty()) {
          break;
        }
        take(next.get(), lines);
      }
    } catch (ImportFailedException e) {
      throw new UsageException("%s: %s".formatted(path, e.getMessage()));
    }
    return lines;
  }

  private void take(TableLine<OutcomeRow> line, List<Backtest.Line> lines) {
    OutcomeRow row = line.value();
    if (row == null) {
      unusable(line.line(), String.valueOf(line.problem()), String.valueOf(line.message()));
    } else if (!tasks.isEmpty() && !tasks.contains(row.task())) {
      if (otherTasks.size() < Backtest.MAX_TASKS) {
        otherTasks.add(row.task());
      }
    } else if (half == null || CustomerKey.of(row.customerId()).half() == half) {
      lines.add(new Backtest.Line(line.line(), row));
    }
  }

  /** Counts a line that cannot be used. */
  void unusable(long line, String problem, String message) {
    unusable.merge(problem, 1L, Long::sum);
    if (shown.size() < SHOWN) {
      shown.add("%s:%d: %s [%s]".formatted(path, line, message, problem));
    }
  }

  /** How many cannot be used, by why. */
  SortedMap<String, Long> unusable() {
    return Collections.unmodifiableSortedMap(unusable);
  }

  /** The first of them, told one by one. */
  List<String> shown() {
    return Collections.unmodifiableList(shown);
  }

  /** Tasks that were met and not asked for. */
  SortedSet<String> otherTasks() {
    return Collections.unmodifiableSortedSet(otherTasks);
  }

  /** How many of the lines in a file were asked for. */
  static long count(Path path, Set<String> tasks, @Nullable Integer half) {
    try (OutcomeLines lines = new OutcomeLines(path, tasks, half)) {
      long count = 0;
      for (int more = 1; more > 0; count += more) {
        more = lines.next(Backtest.MAX_TASKS).size();
      }
      return count;
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
