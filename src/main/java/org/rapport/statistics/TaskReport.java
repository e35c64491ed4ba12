package org.rapport.statistics;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a backtest found for one task.
 *
 * @param task its name
 * @param question what it asks
 * @param all over all customers that were looked at
 * @param halves by half, 0 and 1; empty when only one half was looked at
 * @param anchors what others came to, beside ours over all customers
 */
public record TaskReport(
    String task,
    Question question,
    TaskFigures all,
    SortedMap<Integer, TaskFigures> halves,
    List<Anchor.Comparison> anchors) {
  public TaskReport {
    halves = Collections.unmodifiableSortedMap(new TreeMap<>(halves));
    anchors = List.copyOf(anchors);
  }
}
