package org.rapport.command;

/**
 * A way a simulated customer's story goes; the numbers are inventions, chosen so that every segment
 * has members.
 *
 * @see SimulatedPopulation
 */
enum SimulatedLife {
  /** Tries eagerly, invites colleagues, buys, stays. */
  CONVERTER(24, 0.50, 0.35, true, 2.5, 0.02),
  /** Looks around in the trial and never comes back. */
  TRIAL_LOST(15, 0.30, 0.02, false, 0.1, 0.02),
  /** Works alone, pays, returns week by week. */
  STEADY(22, 0.35, 0.30, true, 0.2, 0.02),
  /** Was busy once, then falls silent while still paying. */
  QUIET_LEAVER(12, 0.60, 0.01, true, 1.0, 0.03),
  /** Adds people and features month by month until the plan is too small. */
  GROWER(9, 0.55, 0.60, true, 6.0, 0.02),
  /** Opens ticket after ticket, and says so when asked. */
  TICKET_OPENER(7, 0.45, 0.30, true, 1.0, 0.16),
  /** Pays and comes, but finds no way in: reads help and uses little. */
  BEWILDERED(6, 0.40, 0.25, true, 0.2, 0.05),
  /** Signs up and does nothing. */
  SLEEPER(5, 0.01, 0.0, false, 0.0, 0.0);

  /** How many of a hundred customers live so. */
  final int share;

  /** Chance of a visit on a day in the first half of the story. */
  final double visitsEarly;

  /** Chance of a visit on a day in the second half. */
  final double visitsLate;

  /** Whether the trial ends in a subscription. */
  final boolean buys;

  /** How many colleagues are invited in all, on average. */
  final double invites;

  /** Chance of a support ticket on a visit. */
  final double tickets;

  SimulatedLife(
      int share,
      double visitsEarly,
      double visitsLate,
      boolean buys,
      double invites,
      double tickets) {
    this.share = share;
    this.visitsEarly = visitsEarly;
    this.visitsLate = visitsLate;
    this.buys = buys;
    this.invites = invites;
    this.tickets = tickets;
  }

  /** The life that a number from 0 to 99 stands for. */
  static SimulatedLife of(int percent) {
    int upTo = 0;
    for (SimulatedLife life : values()) {
      upTo += life.share;
      if (percent < upTo) {
        return life;
      }
    }
    return SLEEPER;
  }
}
