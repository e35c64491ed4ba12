package org.rapport.rules.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapport.model.DayCount;
import org.rapport.model.DayValue;

class ActivityTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-01");

  private static DayCount day(int daysAgo, int count) {
    return new DayCount(TODAY.minusDays(daysAgo), count, count, new TreeMap<>());
  }

  private static DayCount worth(int daysAgo, long total, long latest) {
    DayValue value = new DayValue(2, total, latest, Instant.parse("2026-01-01T00:00:00Z"));
    return new DayCount(TODAY.minusDays(daysAgo), 2, 2, new TreeMap<>(Map.of("minutes", value)));
  }

  private static Activity activity(DayCount... days) {
    return new Activity("Lesson Watched", "minutes", List.of(days), TODAY, 200);
  }

  /** A window of N days holds the N whole days before as-of's own, and that day. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 1, 0",
    "7, 1, 1, 1, 0",
    "8, 0, 1, 1, 0",
    "30, 0, 1, 1, 0",
    "31, 0, 0, 1, 1",
    "60, 0, 0, 1, 1",
    "61, 0, 0, 1, 0",
    "90, 0, 0, 1, 0",
    "91, 0, 0, 0, 0"
  })
  void window_ofOneDay(int daysAgo, int in7, int in30, int in90, int previous30) {
    Activity activity = activity(day(daysAgo, 1));

    assertThat(activity.last7Days()).isEqualTo(in7);
    assertThat(activity.activeDaysLast7Days()).isEqualTo(in7);
    assertThat(activity.last30Days()).isEqualTo(in30);
    assertThat(activity.activeDaysLast30Days()).isEqualTo(in30);
    assertThat(activity.last90Days()).isEqualTo(in90);
    assertThat(activity.activeDaysLast90Days()).isEqualTo(in90);
    assertThat(activity.previous30Days()).isEqualTo(previous30);
    assertThat(activity.trend()).isEqualTo(in30 - previous30);
    assertThat(activity.inAll()).isEqualTo(1);
    assertThat(activity.daysSinceLast()).isEqualTo(daysAgo);
  }

  @Test
  void counts_addUp() {
    Activity activity = activity(day(200, 4), day(45, 3), day(20, 2), day(1, 5));

    assertThat(activity.inAll()).isEqualTo(14);
    assertThat(activity.activeDaysInAll()).isEqualTo(4);
    assertThat(activity.last30Days()).isEqualTo(7);
    assertThat(activity.previous30Days()).isEqualTo(3);
    assertThat(activity.trend()).isEqualTo(4);
    assertThat(activity.daysSinceLast()).isEqualTo(1);
    assertThat(activity.never()).isFalse();
  }

  @Test
  void valuesThatOverflowedTheSum_stayAtTheEndOfWhatCanBeCounted() {
    Activity activity =
        activity(worth(3, Long.MAX_VALUE, 1), worth(2, Long.MAX_VALUE, 1), worth(1, 1, 1));

    assertThat(activity.valueLast7DaysMillionths()).isEqualTo(Long.MAX_VALUE);
    assertThat(activity(day(2, Integer.MAX_VALUE), day(1, 2)).inAll()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void values_addUpExactly() {
    Activity activity =
        activity(worth(40, 1_500_000, 700_000), worth(3, 300_001, 100_000), day(2, 1));

    assertThat(activity.valueLast7Days()).isEqualByComparingTo("0.300001");
    assertThat(activity.valueLast30Days()).isEqualByComparingTo("0.300001");
    assertThat(activity.valueLast90Days()).isEqualByComparingTo("1.800001");
    assertThat(activity.valueInAllMillionths()).isEqualTo(1_800_001);
    assertThat(activity.latestValue()).isEqualByComparingTo("0.1");
  }

  @Test
  void neverHappened_isZerosAndTheTenure() {
    Activity never = activity();

    assertThat(never.never()).isTrue();
    assertThat(never.inAll()).isZero();
    assertThat(never.daysSinceLast()).isEqualTo(200);
    assertThat(never.latestValue()).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void allActivity_leavesOutSignUpAndWhatWasNoVisit() {
    DayCount noVisit = new DayCount(TODAY.minusDays(1), 3, 0, new TreeMap<>());
    AllActivity all =
        new AllActivity(
            Map.of(
                "Account Created", List.of(day(0, 1)),
                "Lesson Watched", List.of(day(45, 1), day(20, 1), day(5, 2)),
                "Page Seen", List.of(day(31, 1), day(20, 9), noVisit)),
            "Account Created",
            TODAY,
            60);

    assertThat(all.never()).isFalse();
    assertThat(all.daysSinceLast()).isEqualTo(5);
    assertThat(all.activeDaysLast7Days()).isEqualTo(1);
    assertThat(all.activeDaysLast30Days()).isEqualTo(2);
    assertThat(all.activeDaysLast90Days()).isEqualTo(4);
    assertThat(all.activeDaysPrevious30Days()).isEqualTo(2);
    assertThat(all.eventTypesLast7Days()).isEqualTo(1);
    assertThat(all.eventTypesLast30Days()).isEqualTo(2);
    assertThat(all.eventTypesLast90Days()).isEqualTo(2);
  }

  @Test
  void allActivity_ofSomeoneWhoOnlySignedUp_isNever() {
    AllActivity all =
        new AllActivity(
            Map.of("Account Created", new ArrayList<>(List.of(day(9, 1)))),
            "Account Created",
            TODAY,
            9);

    assertThat(all.never()).isTrue();
    assertThat(all.daysSinceLast()).isEqualTo(9);
    assertThat(all.eventTypesLast90Days()).isZero();
  }
}
