package org.rapport.analysis;

import org.rapport.model.SegmentLevel;

/** What a rule says when it matches. */
public sealed interface Saying {
  /** The customer is in a segment at this level, if no other rule says a higher one. */
  record InSegment(SegmentLevel segment) implements Saying {}

  /**
   * An action is suggested.
   *
   * @param priorityMillionths 0 to 100, in millionths
   */
  record Suggests(String action, long priorityMillionths) implements Saying {}

  /** An action may not be chosen. */
  record RulesOut(String action) implements Saying {}

  /** Something about phase, points, score or band. */
  record OfScore() implements Saying {}
}
