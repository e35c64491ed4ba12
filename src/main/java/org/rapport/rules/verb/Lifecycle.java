package org.rapport.rules.verb;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Phase;
import org.rapport.rules.fact.Fact;

/** The verbs of the lifecycle stage: they say which phase the customer is in, and since when. */
public final class Lifecycle extends Facade {
  private @Nullable Stay stay;

  /**
   * A phase and how long it has lasted.
   *
   * @param days whole days since it began
   */
  public record Stay(Phase phase, int days) {}

  public Lifecycle() {
    super("lifecycle");
  }

  /** The rule that speaks next, and what it bound. */
  public Lifecycle match(int rule, Object... bound) {
    begin(rule, bound);
    return this;
  }

  /** The customer is on trial since the fact began. */
  public void trial(Fact fact) {
    say(Phase.TRIAL, fact);
  }

  /** The customer has been paying since the fact began. */
  public void paying(Fact fact) {
    say(Phase.PAYING, fact);
  }

  /** The customer paid once; not since the fact began. */
  public void lapsed(Fact fact) {
    say(Phase.LAPSED, fact);
  }

  /** The customer has been a prospect since the fact began. */
  public void prospect(Fact fact) {
    say(Phase.PROSPECT, fact);
  }

  private void say(Phase phase, Fact fact) {
    Stay said = new Stay(phase, fact.beganDaysAgo());
    if (stay != null && !stay.equals(said)) {
      throw new ConflictingVerbsException(
          "One rule says the customer is %s for %d days, another %s for %d days."
              .formatted(stay.phase(), stay.days(), said.phase(), said.days()));
    }
    stay = said;
  }

  /** What was said; empty when no rule matched. */
  public Optional<Stay> stay() {
    return Optional.ofNullable(stay);
  }
}
