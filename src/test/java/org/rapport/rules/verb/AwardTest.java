package org.rapport.rules.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.model.DayCount;
import org.rapport.model.DayValue;
import org.rapport.rules.fact.Activity;
import org.rapport.rules.fact.RawPoints;

class AwardTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-01");
  private static final long POINT = 1_000_000;

  private final Points points = new Points(new Fades(Set.of(10)));

  private static DayCount day(int daysAgo, int count, long minutes) {
    DayValue value = new DayValue(count, minutes, minutes, Instant.parse("2026-01-01T00:00:00Z"));
    return new DayCount(
        TODAY.minusDays(daysAgo), count, count, new TreeMap<>(Map.of("minutes", value)));
  }

  private Award award(DayCount... days) {
    return points
        .match(0)
        .award(new Activity("Lesson Watched", "minutes", List.of(days), TODAY, 900));
  }

  private Award deduct(DayCount... days) {
    return points
        .match(0)
        .deduct(new Activity("Lesson Watched", "minutes", List.of(days), TODAY, 900));
  }

  @Test
  void each_timesCount_isExact() {
    Award.Worth worth = award(day(800, 3, 0), day(0, 4, 0)).each(333_333).worth();

    assertThat(worth.points()).isEqualTo(7 * 333_333);
    assertThat(worth.breakdown().countMillionths()).isEqualTo(7 * POINT);
    assertThat(worth.breakdown().unit()).isFalse();
  }

  @Test
  void inLastDays_holdsThatManyWholeDaysAndToday() {
    assertThat(
            award(day(31, 100, 0), day(30, 10, 0), day(0, 1, 0))
                .inLastDays(30)
                .each(POINT)
                .worth()
                .points())
        .isEqualTo(11 * POINT);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 11})
  void halvingEveryDays_halvesAtOneHalfLife_tabledOrNot(int halfLifeDays) {
    Award.Worth worth =
        award(day(2 * halfLifeDays, 4, 0), day(halfLifeDays, 2, 0), day(0, 1, 0))
            .each(POINT)
            .halvingEveryDays(halfLifeDays)
            .worth();

    assertThat(worth.points()).isEqualTo(3 * POINT);
    assertThat(worth.breakdown().countMillionths()).isEqualTo(7 * POINT);
    assertThat(worth.breakdown().halfLifeDays()).isEqualTo(halfLifeDays);
  }

  /** 0.5^(1/10) = 0.933032991..., so 2 points fade to 1.866065983. */
  @Test
  void fadedPoints_areRoundedOnceToMillionths() {
    assertThat(award(day(1, 1, 0)).each(2 * POINT).halvingEveryDays(10).worth().points())
        .isEqualTo(1_866_066);
  }

  @Test
  void veryOldOccurrences_fadeBeyondTheTable() {
    assertThat(
            award(day(Fades.TABLED_DAYS + 10, 1, 0))
                .each(1_000 * POINT)
                .halvingEveryDays(Fades.TABLED_DAYS + 10)
                .worth()
                .points())
        .isEqualTo(500 * POINT);
  }

  @Test
  void eachUnit_weighsTheValueInPlaceOfTheCount() {
    Award.Worth worth =
        award(day(3, 2, 12_500_000), day(2, 1, 3_000_001)).eachUnit(100_000).worth();

    // 15.500001 units of 0.1 points are 1.5500001, rounded to six places.
    assertThat(worth.points()).isEqualTo(1_550_000);
    assertThat(worth.breakdown().unit()).isTrue();
    assertThat(worth.breakdown().countMillionths()).isEqualTo(15_500_001);
  }

  @Test
  void halfAMillionth_roundsUp() {
    assertThat(award(day(3, 1, 5)).eachUnit(100_000).worth().points()).isEqualTo(1);
    assertThat(award(day(3, 1, 4)).eachUnit(100_000).worth().points()).isZero();
  }

  @Test
  void upTo_capsAndShowsWhatWasThereBefore() {
    Award.Worth worth = award(day(3, 9, 0)).upTo(20 * POINT).each(5 * POINT).worth();

    assertThat(worth.points()).isEqualTo(20 * POINT);
    assertThat(worth.breakdown().beforeCapMillionths()).isEqualTo(45 * POINT);
    assertThat(worth.breakdown().capMillionths()).isEqualTo(20 * POINT);
  }

  @Test
  void deduct_isTheSameSubtracted() {
    Award.Worth worth = deduct(day(3, 9, 0)).each(5 * POINT).upTo(20 * POINT).worth();

    assertThat(worth.points()).isEqualTo(-20 * POINT);
    assertThat(worth.breakdown().beforeCapMillionths()).isEqualTo(-45 * POINT);
    assertThat(worth.breakdown().each()).isEqualTo(5 * POINT);
  }

  @Test
  void once_needsNoOccurrences() {
    Award.Worth worth = points.match(0).award(new RawPoints(0)).once(7_500_000).worth();

    assertThat(worth.points()).isEqualTo(7_500_000);
    assertThat(worth.breakdown().countMillionths()).isEqualTo(POINT);
  }

  @Test
  void hugeProducts_failInsteadOfWrapping() {
    Award award = award(day(3, 1, Long.MAX_VALUE)).eachUnit(1_000 * POINT);

    org.assertj.core.api.Assertions.assertThatThrownBy(award::worth)
        .isInstanceOf(ArithmeticException.class);
  }
}
