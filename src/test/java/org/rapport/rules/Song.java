package org.rapport.rules;

/** A class on the class path that no rule has any business with: loading it is heard. */
public final class Song {
  static {
    Canary.sang = true;
  }

  private Song() {}

  /** What hostile text calls. */
  public static int sing() {
    Canary.sang = true;
    return 1;
  }
}
