package org.rapport.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rapport.rules.cases.GivenCustomer.GivenEvent;

/** Histories that give an activity's fields the numbers at which rules part customers. */
class ActivityPlanTest {
  private static final long ONE = 1_000_000;

  private static List<String> plan(int oldest, Map<String, Long> wanted) {
    return ActivityPlan.events("Signed In", false, wanted, oldest).stream()
        .map(ActivityPlanTest::text)
        .toList();
  }

  private static String text(GivenEvent event) {
    return event.times() + " x " + event.daysAgo();
  }

  @Test
  void theLatestMayBeLately_andAllOthersInTheMonthBefore() {
    assertThat(plan(120, Map.of("daysSinceLast", 14 * ONE, "previous30Days", 8 * ONE)))
        .containsExactly("1 x 14", "8 x 31");
  }

  @Test
  void soManyDaysFitIntoTheirWindow() {
    assertThat(plan(400, Map.of("daysSinceLast", 90 * ONE, "activeDaysLast90Days", 3 * ONE)))
        .containsExactly("1 x 88", "1 x 89", "1 x 90");
  }

  @Test
  void nothingHappensBeforeTheCustomerCame() {
    assertThat(plan(29, Map.of("daysSinceLast", 36 * ONE, "never", 0L))).containsExactly("1 x 29");
  }

  @Test
  void noneIsNone_whateverElseIsAsked() {
    assertThat(plan(120, Map.of("inAll", 0L, "latestValue", 0L))).isEmpty();
  }
}
