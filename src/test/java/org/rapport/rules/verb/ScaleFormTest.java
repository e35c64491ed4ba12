package org.rapport.rules.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleFormTest {
  private static final long ONE = 1_000_000;

  private static final ScaleForm PERCENTILES =
      new ScaleForm.ByPercentiles(
          LongStream.of(2, 5, 9, 20, 40, 80, 120, 160, 200, 400)
              .map(raw -> raw * ONE)
              .boxed()
              .toList());

  @ParameterizedTest
  @CsvSource({"0, 0", "60, 50", "120, 100", "240, 200", "-12, -10"})
  void againstReference_isTheShareOfTheReference(long raw, long scaled) {
    assertThat(new ScaleForm.AgainstReference(120 * ONE).scaled(raw * ONE)).isEqualTo(scaled * ONE);
  }

  /** The cut to millionths never changes the rounding of the exact value. */
  @Property
  void againstReference_roundsLikeTheExactValue(
      @ForAll @LongRange(min = 0, max = 2_000_000_000_000L) long raw,
      @ForAll @LongRange(min = 1, max = 1_000_000_000L) long reference) {
    long scaled = new ScaleForm.AgainstReference(reference).scaled(raw);
    BigInteger exactHalfUp =
        BigInteger.valueOf(raw)
            .multiply(BigInteger.valueOf(200))
            .add(BigInteger.valueOf(reference))
            .divide(BigInteger.valueOf(reference).shiftLeft(1));

    assertThat(BigDecimal.valueOf(scaled, 6).setScale(0, RoundingMode.HALF_UP).toBigInteger())
        .isEqualTo(exactHalfUp.min(BigInteger.valueOf(1_000_000_000)));
  }

  /** 100 x (1 - 1/e) = 63.2120558..., 100 x (1 - 1/e^2) = 86.4664716... */
  @ParameterizedTest
  @CsvSource({"0, 0", "50, 63212055", "100, 86466471", "100000000, 100000000"})
  void saturating_bendsTowards100(long raw, long scaled) {
    assertThat(new ScaleForm.Saturating(50 * ONE).scaled(raw * ONE)).isEqualTo(scaled);
  }

  @Test
  void saturating_ofDeepDebt_staysANumber() {
    assertThat(new ScaleForm.Saturating(1).scaled(-1_000_000_000 * ONE)).isNegative();
  }

  @ParameterizedTest
  @CsvSource({
    "-5, 1000000",
    "0, 1000000",
    "1, 5500000",
    "2, 10000000",
    "3, 13333333",
    "400, 100000000",
    "300, 95000000",
    "9999, 100000000",
    "40, 50000000"
  })
  void byPercentiles_isLinearBetweenThem(long raw, long scaled) {
    assertThat(PERCENTILES.scaled(raw * ONE)).isEqualTo(scaled);
  }

  @Test
  void onlyTheReferenceForm_hasAReference() {
    assertThat(new ScaleForm.AgainstReference(7).reference()).hasValue(7);
    assertThat(List.of(new ScaleForm.Saturating(7), PERCENTILES))
        .allSatisfy(form -> assertThat(form.reference()).isEmpty());
  }
}
