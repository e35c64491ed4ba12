package org.rapport.statistics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rapport.model.Level;
import org.rapport.model.Segment;

/** What is counted and told besides areas. */
class FiguresTest {

  /** The figures of Agresti and Coull's and of Newcombe's pages on the method. */
  @Test
  void wilsonsIntervalIsThePublishedOne() {
    assertThat(Interval.wilson(81, 263).low()).isEqualTo(0.2553, within(5e-5));
    assertThat(Interval.wilson(81, 263).high()).isEqualTo(0.3662, within(5e-5));
    assertThat(Interval.wilson(15, 148).low()).isEqualTo(0.0624, within(5e-5));
    assertThat(Interval.wilson(15, 148).high()).isEqualTo(0.1605, within(5e-5));
    assertThat(Interval.wilson(0, 20).low()).isZero();
    assertThat(Interval.wilson(0, 20).high()).isEqualTo(0.1611, within(5e-5));
  }

  @Property
  void wilsonsIntervalHoldsTheShare(
      @ForAll @IntRange(min = 0, max = 500) int hits,
      @ForAll @IntRange(min = 0, max = 500) int misses) {
    if (hits + misses > 0) {
      Interval interval = Interval.wilson(hits, hits + misses);
      assertThat(interval.covers((double) hits / (hits + misses))).isTrue();
      assertThat(interval.low()).isBetween(0.0, interval.high());
      assertThat(interval.high()).isLessThanOrEqualTo(1.0);
    }
  }

  @Test
  void theQuestionIsToldFromTheTasksName() {
    assertThat(Question.of("churn_monthly_every_cycle_d21_60d"))
        .isEqualTo(new Question(Segment.CHURN_RISK, true));
    assertThat(Question.of("trial_conversion_d7_60d"))
        .isEqualTo(new Question(Segment.TRIAL_CONVERSION, false));
    assertThat(Question.of("Upsell-annual")).isEqualTo(new Question(Segment.UPSELL, false));
    assertThat(Question.of("opens_mail")).isEqualTo(new Question(null, false));
  }

  /** By sha256sum, the first begins with 2f, the second with a3. */
  @Test
  void aCustomerIsInTheSameHalfForEver() {
    List<Integer> halves =
        IntStream.range(0, 10_000).mapToObj(i -> CustomerKey.of("customer-" + i).half()).toList();

    assertThat(CustomerKey.of("HALF-A").half()).isEqualTo(0);
    assertThat(CustomerKey.of("HALF-B").half()).isEqualTo(1);
    assertThat(halves.stream().mapToInt(Integer::intValue).sum()).isBetween(4_800, 5_200);
  }

  @Test
  void levelsAreCountedWithShareePrecisionRecallAndLift() {
    Observations seen = new Observations(Question.of("churn_soon"));
    add(seen, 0, 10, Level.HIGH, 6);
    add(seen, 10, 20, Level.LOW, 2);
    add(seen, 30, 10, null, 4);

    TaskFigures all = seen.all();

    assertThat(all.rows()).isEqualTo(40);
    assertThat(all.baseRate()).isEqualTo(0.3);
    assertThat(all.levels())
        .extracting(LevelFigures::level)
        .containsExactly(Level.HIGH, Level.MEDIUM, Level.LOW, null);
    LevelFigures high = all.levels().get(0);
    assertThat(high.share()).isEqualTo(0.25);
    assertThat(high.precision()).isEqualTo(0.6);
    assertThat(high.recall()).isEqualTo(0.5);
    assertThat(high.lift()).isEqualTo(2.0, within(1e-12));
    assertThat(high.precisionInterval()).isEqualTo(Interval.wilson(6, 10));
    assertThat(all.levels().get(1).precision()).isNaN();
    assertThat(all.levels().get(3).rows()).isEqualTo(10);
    // Among the rows in a level: 6 of 10 high left, 2 of 20 low.
    RankArea level = requireNonNull(all.level());
    assertThat(level.area())
        .isEqualTo((6 * 18 + 0.5 * (6 * 4 + 2 * 18)) / (8.0 * 22), within(1e-12));
  }

  private static void add(
      Observations seen, int first, int rows, @Nullable Level level, int happened) {
    for (int i = 0; i < rows; i++) {
      seen.add(CustomerKey.of("c" + (first + i)), 1_000_000L * i, level, i < happened);
    }
  }

  @Test
  void fewPointsForetellLeaving() {
    Observations leaving = new Observations(Question.of("churn"));
    Observations buying = new Observations(Question.of("trial_conversion"));
    for (int i = 0; i < 3_000; i++) {
      leaving.add(CustomerKey.of("c" + i), i, null, i < 1_000);
      buying.add(CustomerKey.of("c" + i), i, null, i < 1_000);
    }

    assertThat(requireNonNull(leaving.all().raw()).area()).isEqualTo(1.0);
    assertThat(requireNonNull(buying.all().raw()).area()).isZero();
    assertThat(leaving.half(0).rows() + leaving.half(1).rows()).isEqualTo(3_000);
    assertThat(leaving.half(0).happened() + leaving.half(1).happened()).isEqualTo(1_000);
  }

  /** Sherlock's published example. */
  @Test
  void quantilesAreLinearBetweenNeighbours() {
    RawDistribution raw = RawDistribution.of(475, 89, 101, 7, 3, 21, 2, 149, 223, 1, 13, 9, 37);

    assertThat(raw.quantile(0.9)).isEqualTo(208.2, within(1e-9));
    assertThat(raw.quantile(0)).isEqualTo(1);
    assertThat(raw.quantile(1)).isEqualTo(475);
  }

  @Property
  void theHistogramHoldsEverybody(@ForAll List<@IntRange(min = -50, max = 5_000) Integer> points) {
    RawDistribution raw =
        RawDistribution.of(points.stream().mapToLong(point -> point * 100_000L).toArray());

    List<RawDistribution.Bin> bins = raw.histogram();

    assertThat(bins.stream().mapToLong(RawDistribution.Bin::customers).sum())
        .isEqualTo(points.size());
    assertThat(bins.get(0).customers()).isEqualTo((long) raw.count() - raw.aboveZero().count());
    assertThat(bins).hasSize(14);
    long beyond = bins.get(13).customers();
    assertThat(beyond * 50).isLessThanOrEqualTo(Math.max(50, raw.aboveZero().count()));
  }
}
