package org.rapport.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.rapport.analysis.NormalisationStep;
import org.rapport.model.Millionths;
import org.rapport.rules.verb.ScaleForm;

/**
 * Raw points made a score from 1 to 100: scaled as a rule says, clamped, rounded HALF_UP.
 *
 * @param score 1 to 100
 */
record Normalisation(
    long rawMillionths, ScaleForm form, long scaledMillionths, long clampedMillionths, int score) {

  private static final long LOWEST = Millionths.ONE;
  private static final long HIGHEST = 100 * Millionths.ONE;

  static Normalisation of(long rawMillionths, ScaleForm form) {
    long scaled = form.scaled(rawMillionths);
    long clamped = Math.max(LOWEST, Math.min(HIGHEST, scaled));
    int score = BigDecimal.valueOf(clamped, 6).setScale(0, RoundingMode.HALF_UP).intValueExact();
    return new Normalisation(rawMillionths, form, scaled, clamped, score);
  }

  /** The steps in order; the scale rule is named by its id. */
  List<NormalisationStep> steps(String scaleRule) {
    return List.of(
        new NormalisationStep("scale", scaleRule, rawMillionths, scaledMillionths),
        new NormalisationStep("clamp", null, scaledMillionths, clampedMillionths),
        new NormalisationStep("round", null, clampedMillionths, score * Millionths.ONE));
  }
}
