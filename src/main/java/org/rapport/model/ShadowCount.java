package org.rapport.model;

import java.util.Comparator;

/**
 * What one count of a shadow's report is of.
 *
 * @param kind what is counted: {@code decisions}, {@code matrix}, ...
 * @param about which matrix, shift or action, or empty
 * @param was where the live version has it, or empty
 * @param is where the shadow has it, or empty
 */
public record ShadowCount(String kind, String about, String was, String is)
    implements Comparable<ShadowCount> {
  /** The kind that is no sum but a greatest: microseconds. */
  public static final String SLOWEST = "slowest-micros";

  private static final Comparator<ShadowCount> ORDER =
      Comparator.comparing(ShadowCount::kind)
          .thenComparing(ShadowCount::about)
          .thenComparing(ShadowCount::was)
          .thenComparing(ShadowCount::is);

  /** A count that needs no closer saying. */
  public static ShadowCount of(String kind) {
    return new ShadowCount(kind, "", "", "");
  }

  @Override
  public int compareTo(ShadowCount other) {
    return ORDER.compare(this, other);
  }
}
