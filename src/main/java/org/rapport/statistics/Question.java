package org.rapport.statistics;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Segment;

/**
 * What a task asks, told from its name: {@code churn...} is about leaving, which few points
 * foretell; any other is about something that many points foretell.
 *
 * @param segment the segment whose levels answer it, or null when none does
 * @param fewPointsForetell whether the score is turned round: its churn side is the area of minus
 *     the raw points
 */
public record Question(@Nullable Segment segment, boolean fewPointsForetell) {
  private static final String CHURN = "churn";

  /** The question of a task: {@code trial_conversion_d7_60d}, {@code churn_monthly}. */
  public static Question of(String task) {
    String name = task.toLowerCase(Locale.ROOT).replace('_', '-');
    if (name.startsWith(CHURN)) {
      return new Question(Segment.CHURN_RISK, true);
    }
    for (Segment segment : Segment.values()) {
      if (name.startsWith(segment.word())) {
        return new Question(segment, false);
      }
    }
    return new Question(null, false);
  }
}
