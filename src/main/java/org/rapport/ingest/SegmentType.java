package org.rapport.ingest;

import java.util.Optional;

/** The kinds of message that Segment's and RudderStack's clients send. */
public enum SegmentType {
  TRACK("track", "t"),
  IDENTIFY("identify", "i"),
  PAGE("page", "p"),
  SCREEN("screen", "s"),
  GROUP("group", "g"),
  ALIAS("alias", "a");

  private final String word;
  private final String letter;

  SegmentType(String word, String letter) {
    this.word = word;
    this.letter = letter;
  }

  /** The word in a message's {@code type}. */
  public String word() {
    return word;
  }

  /**
   * The type that the last part of a path asks for: {@code track} or {@code t}; empty for {@code
   * batch}, {@code b} and {@code import}, where each message names its own.
   */
  public static Optional<SegmentType> ofPath(String lastPart) {
    for (SegmentType type : values()) {
      if (type.word.equals(lastPart) || type.letter.equals(lastPart)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  static Optional<SegmentType> ofWord(String word) {
    return ofPath(word).filter(type -> type.word.equals(word));
  }
}
