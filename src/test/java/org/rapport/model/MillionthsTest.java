package org.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class MillionthsTest {

  @Property
  void anyNumberReadsAsTheExactDecimal(@ForAll long millionths) {
    assertThat(Millionths.text(millionths)).isEqualTo(plain(millionths));
  }

  @Property
  void smallNumbersDoToo(@ForAll @LongRange(min = -3_000_000, max = 3_000_000) long millionths) {
    assertThat(Millionths.text(millionths)).isEqualTo(plain(millionths));
  }

  @Example
  void theEndsAreWrittenWithoutExponentOrTrailingZeros() {
    assertThat(Millionths.text(Long.MIN_VALUE)).isEqualTo("-9223372036854.775808");
    assertThat(Millionths.text(Long.MAX_VALUE)).isEqualTo("9223372036854.775807");
    assertThat(Millionths.text(0)).isEqualTo("0");
    assertThat(Millionths.text(-500_000)).isEqualTo("-0.5");
    assertThat(Millionths.text(1_000_000_000_000L)).isEqualTo("1000000");
  }

  private static String plain(long millionths) {
    BigDecimal exact = BigDecimal.valueOf(millionths, 6);
    return millionths % Millionths.ONE == 0
        ? exact.setScale(0).toPlainString()
        : exact.stripTrailingZeros().toPlainString();
  }
}
