package org.rapport.rules.verb;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalLong;
import org.rapport.model.Millionths;

/** How raw points become a score, before clamping and rounding. */
public sealed interface ScaleForm {
  /**
   * The value for these raw points, both in millionths. It is cut off, not rounded, to whole
   * millionths: rounding it to a whole score afterwards then equals rounding the exact value once.
   */
  long scaled(long rawMillionths);

  /** The raw points that count as 100, in millionths, for the form that has one. */
  default OptionalLong reference() {
    return OptionalLong.empty();
  }

  /** 100 x raw / reference. */
  record AgainstReference(long referenceMillionths) implements ScaleForm {
    @Override
    public long scaled(long rawMillionths) {
      return cut(
          BigDecimal.valueOf(rawMillionths)
              .multiply(HUNDRED)
              .divide(BigDecimal.valueOf(referenceMillionths), Award.PLACES, RoundingMode.FLOOR));
    }

    @Override
    public OptionalLong reference() {
      return OptionalLong.of(referenceMillionths);
    }
  }

  /** 100 x (1 - e^(-raw / constant)), as doubles by {@link StrictMath}. */
  record Saturating(long constantMillionths) implements ScaleForm {
    @Override
    public long scaled(long rawMillionths) {
      double value =
          100.0 * (1.0 - StrictMath.exp(-(double) rawMillionths / (double) constantMillionths));
      return cut(new BigDecimal(Math.max(value, (double) -Millionths.MAX_UNITS)));
    }
  }

  /** Linear between (0, 1) and (p10, 10), (p20, 20), ... (p100, 100). */
  record ByPercentiles(List<Long> rawMillionths) implements ScaleForm {
    public ByPercentiles {
      rawMillionths = List.copyOf(rawMillionths);
    }

    @Override
    public long scaled(long raw) {
      long belowRaw = 0;
      long belowScore = 1;
      if (raw <= 0) {
        return Millionths.ONE;
      }
      for (int i = 0; i < rawMillionths.size(); i++) {
        long aboveRaw = rawMillionths.get(i);
        long aboveScore = 10L * (i + 1);
        if (raw < aboveRaw) {
          return cut(
              BigDecimal.valueOf(raw - belowRaw)
                  .multiply(BigDecimal.valueOf(aboveScore - belowScore))
                  .divide(BigDecimal.valueOf(aboveRaw - belowRaw), Award.PLACES, RoundingMode.FLOOR)
                  .add(BigDecimal.valueOf(belowScore)));
        }
        belowRaw = aboveRaw;
        belowScore = aboveScore;
      }
      return 100 * Millionths.ONE;
    }
  }

  /** One hundred. */
  BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private static long cut(BigDecimal value) {
    BigDecimal bound = BigDecimal.valueOf(Millionths.MAX_UNITS);
    return value
        .min(bound)
        .max(bound.negate())
        .movePointRight(Award.PLACES)
        .setScale(0, RoundingMode.FLOOR)
        .longValueExact();
  }
}
