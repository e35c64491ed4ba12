package org.rapport.model;

/** How strongly a customer belongs to a segment; never a percentage. */
public enum Level {
  HIGH("high"),
  MEDIUM("medium"),
  LOW("low"),
  READY("ready"),
  NOT_YET("not-yet"),
  LIKELY("likely"),
  POSSIBLE("possible"),
  UNLIKELY("unlikely");

  private final String word;

  Level(String word) {
    this.word = word;
  }

  /** The word used in rules, JSON and SQL. */
  public String word() {
    return word;
  }
}
