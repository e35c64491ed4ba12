package org.rapport.store;

/** The trees there are. */
public enum LogTree {
  /** Decisions and erasures. */
  DECISIONS("decisions", 0),
  /** Changes of keys, and published rules. */
  CHANGES("changes", 1);

  private final String word;
  private final int number;

  LogTree(String word, int number) {
    this.word = word;
    this.number = number;
  }

  /** The word in addresses and origins. */
  public String word() {
    return word;
  }

  /** The number in the database. */
  short number() {
    return (short) number;
  }
}
