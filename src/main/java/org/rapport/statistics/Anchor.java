package org.rapport.statistics;

import org.jspecify.annotations.Nullable;

/**
 * What something else came to on a task, to compare with.
 *
 * @param task the task
 * @param name what it is: {@code recency alone}
 * @param area its area under the ROC curve in the task's direction, 0 to 1
 * @param standardError of that area, or null when it is not known
 */
public record Anchor(String task, String name, double area, @Nullable Double standardError) {

  /**
   * Ours beside it.
   *
   * @param difference ours minus the anchor's
   * @param standardError of the difference, as if both were measured on different customers: on the
   *     same ones it is smaller, so that a difference is called none rather too often
   */
  public record Comparison(Anchor anchor, double difference, double standardError) {

    /** Whether the difference is under two standard errors: then it means nothing. */
    public boolean none() {
      return Math.abs(difference) < 2 * standardError;
    }
  }

  /** This anchor beside an area of ours. */
  public Comparison beside(RankArea ours) {
    double theirs = standardError == null ? 0 : standardError;
    return new Comparison(this, ours.area() - area, Math.hypot(ours.standardError(), theirs));
  }
}
