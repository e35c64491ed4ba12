package org.rapport.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Exact decimals of up to six places, kept as {@code long} millionths. */
public final class Millionths {
  /** One, in millionths. */
  public static final long ONE = 1_000_000L;

  /** The largest magnitude taken from outside, in whole units: leaves room for sums. */
  public static final long MAX_UNITS = 1_000_000_000L;

  private Millionths() {}

  /**
   * The value in millionths, rounded HALF_UP.
   *
   * @throws ArithmeticException when the result does not fit a {@code long}
   */
  public static long of(BigDecimal value) {
    // Below half a millionth it is nothing; 1e-999999999 must never be expanded to find that out.
    if ((long) value.precision() - value.scale() < -6) {
      return 0;
    }
    return value.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  /** The exact decimal, trailing zeros dropped; zero is {@code 0}, never in exponent form. */
  public static BigDecimal decimal(long millionths) {
    BigDecimal exact = BigDecimal.valueOf(millionths, 6).stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }

  /** The exact decimal as text: {@code 74.25}, {@code -3}, {@code 0}. */
  public static String text(long millionths) {
    // Written by the hundred in every answer: no BigDecimal here.
    long whole = millionths / ONE;
    long fraction = Math.abs(millionths % ONE);
    if (fraction == 0) {
      return Long.toString(whole);
    }
    String places = Long.toString(ONE + fraction);
    int end = places.length();
    while (places.charAt(end - 1) == '0') {
      end--;
    }
    return (whole == 0 && millionths < 0 ? "-" : "") + whole + "." + places.substring(1, end);
  }

  /** Whether the value's magnitude is within {@link #MAX_UNITS}, as values from outside must be. */
  public static boolean accepts(BigDecimal value) {
    // precision minus scale bounds the magnitude cheaply: 1e999999999 must never be expanded.
    return (long) value.precision() - value.scale() <= 10
        && value.abs().compareTo(BigDecimal.valueOf(MAX_UNITS)) <= 0;
  }
}
