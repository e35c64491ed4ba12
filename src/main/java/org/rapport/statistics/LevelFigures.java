package org.rapport.statistics;

import org.jspecify.annotations.Nullable;
import org.rapport.model.Level;

/**
 * How one level of a segment fared.
 *
 * @param level the level, or null for the rows in none
 * @param rows how many rows were in it
 * @param happened to how many of them it happened
 * @param allRows how many rows there were
 * @param allHappened to how many of all it happened
 */
public record LevelFigures(
    @Nullable Level level, long rows, long happened, long allRows, long allHappened) {

  /** Of all rows, the part in this level. */
  public double share() {
    return (double) rows / allRows;
  }

  /** Of the rows in this level, the part to whom it happened; not a number when there are none. */
  public double precision() {
    return (double) happened / rows;
  }

  /** The precision's 95 % interval; 0 to 1 when there are no rows. */
  public Interval precisionInterval() {
    return rows == 0 ? new Interval(0, 1) : Interval.wilson(happened, rows);
  }

  /** Of those to whom it happened, the part in this level. */
  public double recall() {
    return (double) happened / allHappened;
  }

  /** The precision as a multiple of the base rate. */
  public double lift() {
    return precision() / ((double) allHappened / allRows);
  }
}
