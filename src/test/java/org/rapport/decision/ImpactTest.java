package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.store.TestDatabase.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.rapport.analysis.Outcome;
import org.rapport.model.EventBatch;
import org.rapport.model.Value;
import org.rapport.population.Impact;
import org.rapport.population.Impact.Stratum;
import org.rapport.rules.Rulebase;

/** What publishing would change is what deciding one by one says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImpactTest {
  private static final int CUSTOMERS = 300;

  private House house;
  private Rulebase live;
  private Rulebase draft;

  @BeforeAll
  void open() {
    house = new House();
    live = house.rulebase();
    draft = await(house.workshop.tryOut(SmallRulebase.weighing(5)));
    List<org.rapport.model.Event> events = new ArrayList<>();
    for (int index = 0; index < CUSTOMERS; index++) {
      String id = id(index);
      events.add(House.event(id, "Signed Up", "2026-01-02T10:00:00Z", Map.of()));
      if (index % 3 == 0) {
        events.add(
            House.event(
                id,
                "Plan Bought",
                "2026-01-20T11:00:00Z",
                Map.of("plan", new Value.Text("yearly"))));
      }
      for (int day = 1; day <= index % 12; day++) {
        events.add(
            House.event(id, "Lesson Watched", "2026-02-%02dT12:30:00Z".formatted(day), Map.of()));
      }
    }
    await(house.intake.accept(new EventBatch(House.NOW, events, List.of())));
  }

  @AfterAll
  void close() {
    house.close();
  }

  private static String id(int index) {
    return "c%03d".formatted(index);
  }

  private Impact measure(@Nullable Integer sample) {
    return await(
        Workshop.measuring(house.database.vertx(), house.stores)
            .measure(
                new ImpactMeasuring.Question(live, draft, House.NOW, sample),
                (done, total) -> {},
                () -> false));
  }

  private Outcome.Decided decided(Rulebase rulebase, String customerId) {
    Outcome outcome =
        await(
                new UnrecordedDeciding(house.stores, house.pool)
                    .decide(rulebase, customerId, House.NOW))
            .orElseThrow();
    return (Outcome.Decided) outcome;
  }

  @Test
  void itsNumbersAreThoseOfDecidingOneByOne() {
    Impact impact = measure(null);

    SortedMap<Integer, Long> shifts = new TreeMap<>();
    SortedMap<String, SortedMap<String, Long>> bands = new TreeMap<>();
    SortedMap<Long, String> byDifference = new TreeMap<>();
    for (int index = 0; index < CUSTOMERS; index++) {
      var was = decided(live, id(index)).analysis();
      var is = decided(draft, id(index)).analysis();
      shifts.merge(is.score().value() - was.score().value(), 1L, Long::sum);
      bands
          .computeIfAbsent(String.valueOf(was.score().band()), row -> new TreeMap<>())
          .merge(String.valueOf(is.score().band()), 1L, Long::sum);
      byDifference.putIfAbsent(is.score().rawMillionths() - was.score().rawMillionths(), id(index));
    }
    assertThat(impact.decided()).isEqualTo(CUSTOMERS);
    assertThat(impact.strata())
        .containsExactly(new Stratum(Impact.EVERYBODY, CUSTOMERS, CUSTOMERS));
    assertThat(impact.shifts()).isEqualTo(shifts).hasSizeGreaterThan(3);
    assertThat(impact.matrices().get(0).cells()).isEqualTo(bands);
    assertThat(impact.scoreChanged())
        .isEqualTo(CUSTOMERS - shifts.getOrDefault(0, 0L))
        .isPositive();
    assertThat(impact.rose().get(0).move().customerId())
        .isEqualTo(byDifference.get(byDifference.lastKey()));
    assertThat(impact.rose())
        .allSatisfy(
            mover -> {
              List<Impact.Reason> points =
                  mover.reasons().stream().filter(each -> each.is() != each.was()).toList();
              assertThat(points).hasSize(1);
              assertThat(points.get(0).rule().id()).isEqualTo("weight.lesson-watched");
              assertThat(points.get(0).is() - points.get(0).was())
                  .isEqualTo(mover.move().difference());
              assertThat(points.get(0).says().get(0)).contains("5 points each");
            });
    assertThat(house.count("decision")).as("nothing is recorded").isZero();
  }

  @Test
  void aSampleIsTheSameEachTimeAndTellsItsSize() {
    Impact impact = measure(100);

    assertThat(impact.population()).isEqualTo(CUSTOMERS);
    assertThat(impact.strata()).hasSize(1);
    Stratum nobodyDecided = impact.strata().get(0);
    assertThat(nobodyDecided.customers()).isEqualTo(CUSTOMERS);
    assertThat(nobodyDecided.decided()).isEqualTo(impact.decided()).isBetween(120L, 280L);
    assertThat(measure(100)).isEqualTo(impact);
  }

  @Test
  void whoStopsItHasNoResult() {
    AtomicLong told = new AtomicLong();
    assertThatThrownBy(
            () ->
                await(
                    Workshop.measuring(house.database.vertx(), house.stores)
                        .measure(
                            new ImpactMeasuring.Question(live, draft, House.NOW, null),
                            (done, total) -> told.set(done),
                            () -> told.get() >= 20)))
        .isInstanceOf(CancellationException.class);
    assertThat(told.get()).isBetween(20L, (long) CUSTOMERS - 1);
  }
}
