package org.rapport.rules.fact;

import org.rapport.model.Phase;

/**
 * The customer, from the moment the phase is known.
 *
 * @param phase lifecycle phase
 * @param daysInPhase whole days since the phase began
 * @param tenureDays whole days since first seen; 0 for an unknown customer
 * @param account the account the customer belongs to; empty when none
 * @param evidence {@code ok}, {@code thin} or {@code none}
 */
public record Customer(
    Phase phase, int daysInPhase, int tenureDays, String account, String evidence) implements Fact {
  @Override
  public String word() {
    return "Customer";
  }

  @Override
  public int beganDaysAgo() {
    return tenureDays;
  }
}
