package org.rapport.rules.fact;

/**
 * An action taken with the customer before.
 *
 * @param action the action's id
 * @param outcome what came of it
 * @param channel by which channel
 * @param daysAgo whole days since
 */
public record Contact(String action, String outcome, String channel, int daysAgo) implements Fact {
  @Override
  public String word() {
    return "Contact";
  }

  @Override
  public int beganDaysAgo() {
    return daysAgo;
  }
}
