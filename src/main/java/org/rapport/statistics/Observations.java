package org.rapport.statistics;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Level;

/** The rows of one task: what was decided, and what happened. About 20 bytes a row. */
public final class Observations {
  private static final int FIRST_SIZE = 1_024;

  private final Question question;
  private long[] rawMillionths = new long[FIRST_SIZE];
  private long[] customers = new long[FIRST_SIZE];
  private byte[] ranks = new byte[FIRST_SIZE];
  private boolean[] happened = new boolean[FIRST_SIZE];
  private int size;

  /** None yet, of a task that asks this. */
  public Observations(Question question) {
    this.question = question;
  }

  /** What the task asks. */
  public Question question() {
    return question;
  }

  /**
   * Adds a row. The order of the rows decides the last digits of the figures, so add them as they
   * stand in the file.
   *
   * @param level the level in the task's segment, or null for none
   */
  public void add(CustomerKey customer, long raw, @Nullable Level level, boolean itHappened) {
    if (size == rawMillionths.length) {
      int larger = size * 2;
      rawMillionths = Arrays.copyOf(rawMillionths, larger);
      customers = Arrays.copyOf(customers, larger);
      ranks = Arrays.copyOf(ranks, larger);
      happened = Arrays.copyOf(happened, larger);
    }
    rawMillionths[size] = raw;
    customers[size] = customer.bits();
    ranks[size] =
        (byte)
            (question.segment() == null ? LevelRank.NONE : LevelRank.of(question.segment(), level));
    happened[size] = itHappened;
    size++;
  }

  /** The figures over all customers. */
  public TaskFigures all() {
    return figures(row -> true);
  }

  /** The figures over one half of the customers, 0 or 1. */
  public TaskFigures half(int half) {
    return figures(row -> new CustomerKey(customers[row]).half() == half);
  }

  /** Columns of equal length, one entry a row. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Rows(long[] rawMillionths, long[] customers, long[] ranks, boolean[] happened) {}

  private Rows rows(IntPredicate wanted) {
    int[] kept = IntStream.range(0, size).filter(wanted).toArray();
    Rows rows =
        new Rows(
            new long[kept.length],
            new long[kept.length],
            new long[kept.length],
            new boolean[kept.length]);
    for (int row = 0; row < kept.length; row++) {
      rows.rawMillionths[row] = rawMillionths[kept[row]];
      rows.customers[row] = customers[kept[row]];
      rows.ranks[row] = ranks[kept[row]];
      rows.happened[row] = happened[kept[row]];
    }
    return rows;
  }

  private TaskFigures figures(IntPredicate wanted) {
    return TaskFigures.of(
        question, rows(wanted), rows(row -> wanted.test(row) && ranks[row] != LevelRank.NONE));
  }
}
