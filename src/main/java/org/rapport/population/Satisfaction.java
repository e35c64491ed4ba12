package org.rapport.population;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.model.RulebaseRef;

/**
 * Score beside a numeric attribute such as NPS or CSAT: two things, never blended into one.
 *
 * @param attribute the attribute
 * @param columns the attribute's ranges, rising; the last column of each row is of those without a
 *     value
 * @param rows the score's ranges, highest first
 * @param known how many decided customers have a value
 * @param missing how many have none
 * @param engagedAndUnhappy a high score and a low value
 * @param satisfiedAndSilent a low score and a high value
 */
public record Satisfaction(
    RulebaseRef rulebase,
    Instant asOf,
    String attribute,
    List<Range> columns,
    List<Row> rows,
    long known,
    long missing,
    Corner engagedAndUnhappy,
    Corner satisfiedAndSilent) {
  public Satisfaction {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** A range of the attribute's values in millionths, both ends included. */
  public record Range(long from, long to) {}

  /**
   * Customers whose score is from {@code from} to {@code to}.
   *
   * @param customers by column, the missing last
   */
  public record Row(int from, int to, List<Long> customers) {
    public Row {
      customers = List.copyOf(customers);
    }
  }

  /**
   * The customers of a corner of the grid.
   *
   * @param scoreFrom the least score that counts
   * @param scoreTo the greatest
   * @param valueFrom the least value that counts, in millionths, or null for any
   * @param valueTo the greatest, likewise
   * @param count how many
   * @param customers the first of them, by the distance of their scores, ties by id
   */
  public record Corner(
      int scoreFrom,
      int scoreTo,
      @Nullable Long valueFrom,
      @Nullable Long valueTo,
      long count,
      List<Standing> customers) {
    public Corner {
      customers = List.copyOf(customers);
    }
  }
}
