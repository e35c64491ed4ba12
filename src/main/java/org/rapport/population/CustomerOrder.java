package org.rapport.population;

import java.util.Comparator;

/** The order that the store lists customers in. */
public final class CustomerOrder {
  /** By the id's code points, as PostgreSQL's collation "C" orders UTF-8. */
  public static final Comparator<String> BY_ID = CustomerOrder::compare;

  private CustomerOrder() {}

  private static int compare(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    for (int i = 0; i < shorter; i++) {
      if (one.charAt(i) != other.charAt(i)) {
        return Integer.compare(rank(one.charAt(i)), rank(other.charAt(i)));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** A surrogate stands for a code point beyond all that fit one character. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
