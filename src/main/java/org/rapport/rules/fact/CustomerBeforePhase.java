package org.rapport.rules.fact;

/**
 * What rules of the lifecycle stage know as {@code Customer}: the phase is what they conclude. A
 * type of its own, so that nothing is ever taken back from the engine between stages.
 *
 * @param tenureDays whole days since first seen; 0 for an unknown customer
 * @param account the account the customer belongs to; empty when none
 * @param evidence {@code ok}, {@code thin} or {@code none}
 */
public record CustomerBeforePhase(int tenureDays, String account, String evidence) implements Fact {
  @Override
  public String word() {
    return "Customer";
  }

  @Override
  public int beganDaysAgo() {
    return tenureDays;
  }
}
