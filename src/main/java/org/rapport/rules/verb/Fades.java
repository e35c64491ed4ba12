package org.rapport.rules.verb;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How much an occurrence of a given age still counts: {@code StrictMath.pow(0.5, age / halfLife)},
 * the same on every machine. A rulebase's half-lives are tabled once.
 */
public final class Fades {
  /** How many days are tabled for each half-life; older occurrences are computed. */
  static final int TABLED_DAYS = 400;

  private final Map<Integer, double[]> tables;

  /** Tables for these half-lives, in days. */
  public Fades(Set<Integer> halfLives) {
    Map<Integer, double[]> byHalfLife = new HashMap<>();
    for (int halfLifeDays : halfLives) {
      double[] table = new double[TABLED_DAYS];
      for (int age = 0; age < TABLED_DAYS; age++) {
        table[age] = factor(age, halfLifeDays);
      }
      byHalfLife.put(halfLifeDays, table);
    }
    this.tables = byHalfLife;
  }

  private static double factor(int age, int halfLifeDays) {
    return StrictMath.pow(0.5, (double) age / halfLifeDays);
  }

  /** The factors by age in days, from 0; empty when the half-life is not tabled. */
  double[] table(int halfLifeDays) {
    double[] table = tables.get(halfLifeDays);
    return table == null ? new double[0] : table;
  }

  /** The factor of one age, from the table when it reaches that far. */
  static double factor(double[] table, int age, int halfLifeDays) {
    return age < table.length ? table[age] : factor(age, halfLifeDays);
  }
}
