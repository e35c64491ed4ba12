package org.rapport.decision;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rapport.model.Millionths;
import org.rapport.rules.NormalisationRules;
import org.rapport.rules.NormalisationRules.ScaleRule;
import org.rapport.rules.verb.ScaleForm;
import org.rapport.statistics.RawDistribution;
import org.rapport.statistics.ScaleCalibration;
import org.rapport.statistics.ScaleChoice;
import org.rapport.statistics.ScaleChoice.BandCount;

/**
 * What the scale of a rulebase would be by convention: from the customers with points, in numbers
 * of two digits that a person can say.
 */
final class ScaleProposals {
  private static final int DIGITS = 2;
  private static final int MORE_DIGITS = 3;
  private static final double REFERENCE_SHARE = 0.9;

  private final NormalisationRules rules;

  ScaleProposals(NormalisationRules rules) {
    this.rules = rules;
  }

  ScaleCalibration of(ScaleRule rule, RawDistribution raw) {
    RawDistribution above = raw.aboveZero();
    List<ScaleChoice> proposed = new ArrayList<>();
    if (above.count() > 0) {
      proposed.add(choice(reference(above), raw));
      proposed.add(choice(saturating(above), raw));
      percentiles(above).ifPresent(form -> proposed.add(choice(form, raw)));
    }
    return new ScaleCalibration(
        rule.card().id(),
        rule.card().file(),
        rule.card().line(),
        raw,
        choice(rule.form(), raw),
        proposed);
  }

  /** The 90th percentile counts as 100: one in ten is there. */
  private static ScaleForm reference(RawDistribution above) {
    return new ScaleForm.AgainstReference(round(above.quantile(REFERENCE_SHARE), DIGITS));
  }

  /** Half way: 100 (1 - e^(-median / constant)) is 50. */
  private static ScaleForm saturating(RawDistribution above) {
    return new ScaleForm.Saturating(round(above.quantile(0.5) / Math.log(2), DIGITS));
  }

  /** Ten raw points, rising; empty when too many customers have the same. */
  private static Optional<ScaleForm> percentiles(RawDistribution above) {
    List<Long> tens = new ArrayList<>();
    for (int tenth = 1; tenth <= 10; tenth++) {
      double quantile = above.quantile(tenth / 10.0);
      long rounded = round(quantile, DIGITS);
      long last = tens.isEmpty() ? 0 : tens.get(tens.size() - 1);
      tens.add(rounded > last ? rounded : round(quantile, MORE_DIGITS));
      if (tens.get(tens.size() - 1) <= last) {
        return Optional.empty();
      }
    }
    return Optional.of(new ScaleForm.ByPercentiles(tens));
  }

  private static long round(double millionths, int digits) {
    BigDecimal rounded =
        BigDecimal.valueOf(millionths)
            .movePointLeft(6)
            .round(new MathContext(digits, RoundingMode.HALF_UP));
    return Math.max(1, Millionths.of(rounded));
  }

  private ScaleChoice choice(ScaleForm form, RawDistribution raw) {
    Map<String, Long> counts = new LinkedHashMap<>();
    rules.bands().forEach(band -> counts.put(band, 0L));
    for (long value : raw.values()) {
      counts.merge(rules.band(value, form), 1L, Long::sum);
    }
    return new ScaleChoice(
        word(form),
        NormalisationRules.statement(form),
        counts.entrySet().stream()
            .filter(entry -> !entry.getKey().isEmpty())
            .map(entry -> new BandCount(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static String word(ScaleForm form) {
    if (form instanceof ScaleForm.AgainstReference) {
      return "reference";
    }
    return form instanceof ScaleForm.Saturating ? "saturating" : "percentiles";
  }
}
