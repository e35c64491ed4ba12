package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.rapport.analysis.ChangesSince;
import org.rapport.analysis.ChangesSince.RulePart;
import org.rapport.analysis.Decision;
import org.rapport.analysis.NormalisationStep;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.ScoreAnalysis;
import org.rapport.model.DecisionInputs;
import org.rapport.rules.Deadline;
import org.rapport.rules.RandomDecisions;
import org.rapport.rules.Rulebase;

/** Parts and steps add up with no remainder, whoever is compared. */
class ChangesExactnessTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

  private static final class Shipped {
    static final Map<String, Rulebase> BY_NAME = RandomDecisions.shipped();
  }

  @Property(tries = 60)
  void partsAndStepsAddUp(@ForAll long seed) {
    addUp(seed);
  }

  @Property(tries = 10_000)
  @Tag("evidence")
  void partsAndStepsAddUp_evidence(@ForAll long seed) {
    addUp(seed);
  }

  private static void addUp(long seed) {
    int days = (int) Math.floorMod(seed, 40L);
    for (Rulebase rulebase : Shipped.BY_NAME.values()) {
      Recalled one = recalled(rulebase, "ana", seed, 0);
      // The same id: what is known of the time before may differ, as if it had come late.
      Recalled other = recalled(rulebase, "ana", seed + 1, days);
      Recalled stranger = recalled(rulebase, "ben", seed + 1, days);
      for (List<Recalled> pair :
          List.of(List.of(one, other), List.of(other, one), List.of(one, stranger))) {
        ChangesSince changes = Comparing.since(pair.get(0), pair.get(1));
        long raw = pair.get(1).analysis().score().rawMillionths();
        assertThat(
                pair.get(0).analysis().score().rawMillionths()
                    + changes.sum(RulePart::lateArrivals)
                    + changes.sum(RulePart::passingOfTime)
                    + changes.sum(RulePart::behaviour)
                    + changes.sum(RulePart::rulesChanged))
            .isEqualTo(raw);
        assertThat(changes.sum(RulePart::rulesChanged)).isZero();
        steps(changes.isAnalysis().score());
      }
      assertThat(Comparing.since(one, one).rules()).isEmpty();
    }
  }

  private static void steps(ScoreAnalysis score) {
    long at = score.rawMillionths();
    for (NormalisationStep step : score.steps()) {
      assertThat(step.before()).isEqualTo(at);
      at = step.after();
    }
    assertThat(at).isEqualTo(score.value() * 1_000_000L);
  }

  private static Recalled recalled(Rulebase rulebase, String customerId, long seed, int daysLater) {
    DecisionInputs inputs = later(RandomDecisions.inputs(rulebase, seed), daysLater);
    Outcome outcome = rulebase.decide(inputs, Deadline.NONE);
    assertThat(outcome).isInstanceOf(Outcome.Decided.class);
    return new Recalled(
        new Decision(new UUID(seed, 1), customerId, inputs.asOf(), NOW, rulebase.ref(), outcome),
        inputs,
        ((Outcome.Decided) outcome).analysis(),
        rulebase);
  }

  private static DecisionInputs later(DecisionInputs inputs, int days) {
    return new DecisionInputs(
        inputs.asOf().plus(days, ChronoUnit.DAYS),
        inputs.history(),
        inputs.sevenDaysBefore(),
        inputs.thirtyDaysBefore(),
        inputs.wasIn(),
        inputs.contacts(),
        inputs.context(),
        inputs.placement(),
        inputs.channel(),
        inputs.limit());
  }
}
