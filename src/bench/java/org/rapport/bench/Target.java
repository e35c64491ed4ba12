package org.rapport.bench;

/**
 * What a ratio, or a figure that stands alone, is to reach.
 *
 * @param atMost whether less is better
 * @param bound the value to reach
 * @param ambition the value hoped for; the bound itself when nothing more is
 */
record Target(boolean atMost, double bound, double ambition) {
  static Target atMost(double bound) {
    return new Target(true, bound, bound);
  }

  static Target atLeast(double bound) {
    return new Target(false, bound, bound);
  }

  Target hoping(double value) {
    return new Target(atMost, bound, value);
  }

  boolean met(double value) {
    return atMost ? value <= bound : value >= bound;
  }

  String text() {
    String sign = atMost ? "<= " : ">= ";
    return sign
        + Series.number(bound)
        + (ambition == bound ? "" : " (hoped for: " + Series.number(ambition) + ")");
  }
}
