package org.rapport.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  @Test
  void sharesAreToldAsNewcombePublished() {
    // Table II of the paper, method 10.
    published(56, 70, 48, 80, 0.0524, 0.3339);
    published(9, 10, 3, 10, 0.1705, 0.8090);
    published(10, 10, 0, 10, 0.6075, 1.0000);
  }

  private static void published(
      long hits, long of, long otherHits, long otherOf, double low, double high) {
    Difference difference = Difference.ofShares(hits, of, otherHits, otherOf).orElseThrow();
    assertThat(difference.interval().low()).isEqualTo(low, within(0.00006));
    assertThat(difference.interval().high()).isEqualTo(high, within(0.00006));
  }

  @Test
  void studentsTIsTheTablesOne() {
    assertThat(Difference.studentT(4)).isEqualTo(2.776, within(0.002));
    assertThat(Difference.studentT(5)).isEqualTo(2.571, within(0.001));
    assertThat(Difference.studentT(10)).isEqualTo(2.228, within(0.001));
    assertThat(Difference.studentT(30)).isEqualTo(2.042, within(0.001));
    assertThat(Difference.studentT(Double.POSITIVE_INFINITY)).isEqualTo(1.95996, within(0.00001));
  }

  @Test
  void fewerThanFiveTellNothing() {
    assertThat(Difference.ofShares(1, 4, 1, 100)).isEmpty();
    assertThat(Difference.ofMeans(of(1, 2, 3, 4), of(1, 2, 3, 4, 5))).isEmpty();
    assertThat(Difference.ofMeans(new Spread(), new Spread())).isEmpty();
  }

  @Test
  void meansOfUnlikeSpreadAreToldByWelch() {
    // Variances 2.5 and 10 over 5: se = sqrt(0.5 + 2), degrees of freedom 6.25/(0.25/4 + 4/4).
    Optional<Difference> found = Difference.ofMeans(of(1, 2, 3, 4, 5), of(2, 4, 6, 8, 10));
    assertThat(found.orElseThrow().estimate()).isEqualTo(-3, within(1e-12));
    double reach = Difference.studentT(6.25 / (0.25 / 4 + 4.0 / 4)) * Math.sqrt(2.5);
    assertThat(found.orElseThrow().interval().high()).isEqualTo(-3 + reach, within(1e-12));
    assertThat(found.orElseThrow().found()).isFalse();
  }

  @Test
  void meansOfASmallGroupWithoutSpreadAreToldByStudent() {
    // Five without any, beside ten of whom two have 20: 640 of squares within, 13 degrees of
    // freedom.
    double[] ten = {20, 20, 0, 0, 0, 0, 0, 0, 0, 0};
    Difference found = Difference.ofMeans(of(0, 0, 0, 0, 0), of(ten)).orElseThrow();
    double variance = 640.0 / 13;
    double reach = Difference.studentT(13) * Math.sqrt(variance / 5 + variance / 10);
    assertThat(found.estimate()).isEqualTo(-4, within(1e-12));
    assertThat(found.interval().low()).isEqualTo(-4 - reach, within(1e-12));
  }

  private static Spread of(double... numbers) {
    Spread spread = new Spread();
    for (double number : numbers) {
      spread.add(number);
    }
    return spread;
  }

  @Property(tries = 300)
  void aSpreadIsWhatTheDefinitionSays(
      @ForAll @Size(min = 2, max = 60) List<@DoubleRange(min = -1e6, max = 1e6) Double> numbers) {
    Spread spread = new Spread();
    numbers.forEach(spread::add);
    double mean = numbers.stream().mapToDouble(each -> each).average().orElseThrow();
    double squares = numbers.stream().mapToDouble(each -> (each - mean) * (each - mean)).sum();
    assertThat(spread.mean()).isEqualTo(mean, within(1e-6));
    assertThat(spread.variance())
        .isEqualTo(squares / (numbers.size() - 1), within(1e-6 * (1 + squares)));
  }

  @Property(tries = 300)
  void anIntervalHoldsItsEstimateAndTurnsRoundWithTheGroups(
      @ForAll @IntRange(min = 5, max = 500) int of,
      @ForAll @IntRange(min = 5, max = 500) int otherOf,
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll @DoubleRange(min = 0, max = 1) double otherShare) {
    long hits = Math.round(share * of);
    long otherHits = Math.round(otherShare * otherOf);
    Difference one = Difference.ofShares(hits, of, otherHits, otherOf).orElseThrow();
    Difference other = Difference.ofShares(otherHits, otherOf, hits, of).orElseThrow();
    assertThat(one.interval().covers(one.estimate())).isTrue();
    assertThat(one.interval().low()).isEqualTo(-other.interval().high(), within(1e-12));
    assertThat(one.interval().low()).isGreaterThanOrEqualTo(-1 - 1e-12);
    assertThat(one.interval().high()).isLessThanOrEqualTo(1 + 1e-12);
  }

  @Test
  void ofNothingItFindsSomethingOnceInTwenty() {
    Random random = new Random(4);
    int found = 0;
    for (int run = 0; run < 2_000; run++) {
      Spread one = new Spread();
      Spread other = new Spread();
      for (int i = 0; i < 150; i++) {
        // As points are: many near nothing, a few far out.
        one.add(-10 * Math.log(1 - random.nextDouble()));
        other.add(-10 * Math.log(1 - random.nextDouble()));
      }
      found += Difference.ofMeans(one, other).orElseThrow().found() ? 1 : 0;
    }
    // 5 % of 2,000 are 100; three standard deviations of that are 29.
    assertThat(found).isBetween(71, 129);
  }

  @Test
  void ofNothingASmallGroupOfFewWithMuchFindsSomethingNoOftenerThanOnceInTwenty() {
    // As changes of points are: two of a hundred with 20, all others with hardly any.
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      all.add(i % 50 == 0 ? 20.0 : -0.001 * (i % 7));
    }
    Random random = new Random(5);
    for (int small : new int[] {5, 30, 300}) {
      int found = 0;
      for (int run = 0; run < 500; run++) {
        Collections.shuffle(all, random);
        Spread one = new Spread();
        Spread other = new Spread();
        for (int i = 0; i < all.size(); i++) {
          (i < small ? one : other).add(all.get(i));
        }
        found += Difference.ofMeans(one, other).orElseThrow().found() ? 1 : 0;
      }
      // 5 % of 500 are 25, and three standard deviations of that 15; Welch's alone: over 50.
      assertThat(found).as("of %d", small).isLessThanOrEqualTo(40);
    }
  }
}
