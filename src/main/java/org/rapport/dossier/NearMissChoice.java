package org.rapport.dossier;

import java.util.List;
import org.rapport.analysis.WhyNot;

/** Which near misses are worth a person's while. */
public final class NearMissChoice {
  private static final int MOST = 8;

  private NearMissChoice() {}

  /**
   * Those about segments and actions, at most eight. A weight, a band or a phase that did not hold
   * is the everyday case and says little.
   */
  public static List<WhyNot> of(List<WhyNot> nearMisses) {
    return nearMisses.stream()
        .filter(whyNot -> !whyNot.card().file().equals("weights.drl"))
        .filter(whyNot -> !whyNot.card().file().equals("lifecycle.drl"))
        .filter(whyNot -> !whyNot.card().file().equals("normalisation.drl"))
        .limit(MOST)
        .toList();
  }
}
