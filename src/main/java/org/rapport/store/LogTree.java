package org.rapport.store;

/** The trees there are. */
public enum LogTree {
  /** Decisions and erasures. */
  DECISIONS("decisions"),
  /** Changes of keys, and published rules. */
  CHANGES("changes");

  private final String word;

  LogTree(String word) {
    this.word = word;
  }

  /** The word in addresses and origins. */
  public String word() {
    return word;
  }

  /** The number in the database. */
  short number() {
    return (short) ordinal();
  }
}
