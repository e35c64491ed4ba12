package org.rapport.dossier;

import java.util.List;
import java.util.Set;
import org.rapport.analysis.ConditionCheck;
import org.rapport.analysis.WhyNot;

/** Which near misses are worth a person's while. */
public final class NearMissChoice {
  private static final int MOST = 8;
  private static final Set<String> EVERYDAY =
      Set.of("weights.drl", "lifecycle.drl", "normalisation.drl");

  private NearMissChoice() {}

  /**
   * Those about segments and actions, at most eight. A weight, a band or a phase that did not hold
   * is the everyday case and says little; so is a rule for another phase, or for a segment that the
   * customer is not in.
   */
  public static List<WhyNot> of(List<WhyNot> nearMisses) {
    return nearMisses.stream()
        .filter(whyNot -> !EVERYDAY.contains(whyNot.card().file()))
        .filter(whyNot -> whyNot.firstFailure().filter(NearMissChoice::isEveryday).isEmpty())
        .limit(MOST)
        .toList();
  }

  private static boolean isEveryday(ConditionCheck condition) {
    ConditionCheck.Shortfall shortfall = condition.shortfall();
    boolean ofPhase =
        condition.fact().equals("Customer")
            && shortfall != null
            && shortfall.field().equals("phase");
    return ofPhase || condition.fact().equals("Segment") || condition.fact().equals("WasIn");
  }
}
