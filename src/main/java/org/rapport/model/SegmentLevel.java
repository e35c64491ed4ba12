package org.rapport.model;

/** A segment and the level a customer has in it. */
public record SegmentLevel(Segment segment, Level level) {
  public SegmentLevel {
    if (!segment.levels().contains(level)) {
      throw new IllegalArgumentException(
          "The level %s is not one of %s of the segment %s."
              .formatted(level, segment.levels(), segment.word()));
    }
  }
}
