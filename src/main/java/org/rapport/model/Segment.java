package org.rapport.model;

import java.util.List;

/** One of the five groups that a decision may put a customer in, each with levels of its own. */
public enum Segment {
  TRIAL_CONVERSION("trial-conversion", List.of(Level.LIKELY, Level.POSSIBLE, Level.UNLIKELY)),
  CHURN_RISK("churn-risk", List.of(Level.HIGH, Level.MEDIUM, Level.LOW)),
  UPSELL("upsell", List.of(Level.READY, Level.NOT_YET)),
  ADVOCACY("advocacy", List.of(Level.LIKELY, Level.POSSIBLE, Level.UNLIKELY)),
  TRAINING_NEED("training-need", List.of(Level.LIKELY, Level.POSSIBLE, Level.UNLIKELY));

  private final String word;
  private final List<Level> levels;

  Segment(String word, List<Level> levels) {
    this.word = word;
    this.levels = levels;
  }

  /** The word used in rules, JSON and SQL. */
  public String word() {
    return word;
  }

  /** The levels of this segment, highest first: the highest that any rule raises is the level. */
  public List<Level> levels() {
    return levels;
  }
}
