package org.rapport.decision;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.store.TestDatabase.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.rapport.model.Event;
import org.rapport.model.EventBatch;
import org.rapport.model.Level;
import org.rapport.model.Value;
import org.rapport.statistics.LevelFigures;
import org.rapport.statistics.Observations;
import org.rapport.statistics.OutcomeRow;
import org.rapport.statistics.RankArea;
import org.rapport.statistics.RawDistribution;
import org.rapport.statistics.ScaleCalibration;
import org.rapport.statistics.ScaleChoice;
import org.rapport.statistics.TaskFigures;

/** Deciding as of past instants to compare with what happened, and over everybody to calibrate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BacktestTest {
  private static final int CUSTOMERS = 40;
  private static final Instant CUTOFF = Instant.parse("2026-02-20T00:00:00Z");

  private House house;
  private Backtest backtest;
  private List<String> unusable = new ArrayList<>();

  @BeforeAll
  void open() {
    house = new House();
    backtest = new Backtest(house.rulebases, house.stores, house.pool);
  }

  @AfterAll
  void close() {
    house.close();
  }

  /** Customer 9 watches a lesson a day until the 9th of February, and so on; 28 is like 0 again. */
  @BeforeEach
  void fill() {
    house.empty();
    unusable = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      house.learner("customer-" + i, i % 2 == 0 ? "yearly" : "monthly", i % 28);
    }
  }

  private static List<OutcomeRow> rows(String task, Instant cutoff) {
    List<OutcomeRow> rows = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      rows.add(new OutcomeRow(task, "customer-" + i, cutoff, i % 28 < 10));
    }
    return rows;
  }

  private Map<String, Observations> run(List<OutcomeRow> rows) {
    List<Backtest.Line> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(new Backtest.Line(lines.size() + 2L, row)));
    Iterator<Backtest.Line> left = lines.iterator();
    return await(
        backtest.run(
            null,
            most -> {
              List<Backtest.Line> page = new ArrayList<>();
              while (left.hasNext() && page.size() < Math.min(most, 7)) {
                page.add(left.next());
              }
              return page;
            },
            new Backtest.Listener() {
              @Override
              public void unusable(long line, String problem, String message) {
                unusable.add("%d %s %s".formatted(line, problem, message));
              }

              @Override
              public void at(long done) {
                assertThat(done).isBetween(1L, (long) lines.size());
              }
            }));
  }

  private TaskFigures churn() {
    return requireNonNull(run(rows("churn", CUTOFF)).get("churn")).all();
  }

  private void watch(String customerId, String at) {
    Event event =
        House.event(
            customerId, "Lesson Watched", at, Map.of("minutes", new Value.Numeric(5_000_000)));
    await(house.intake.accept(new EventBatch(House.NOW, List.of(event), List.of())));
  }

  @Test
  void nothingLaterIsVisible() {
    TaskFigures before = churn();
    for (int i = 0; i < CUSTOMERS; i++) {
      watch("customer-" + i, i % 3 == 0 ? "2026-02-20T00:00:00Z" : "2026-02-21T00:00:01Z");
    }

    assertThat(churn()).isEqualTo(before);

    watch("customer-3", "2026-02-19T23:59:59Z");
    assertThat(churn()).isNotEqualTo(before);
  }

  @Test
  void decisionsBeforeAreNeitherSeenNorWritten() {
    TaskFigures before = churn();
    assertThat(house.count("decision")).isZero();

    // customer-5 is at high risk then, which raises the level of the next decision.
    house.decide(House.asking("customer-5", Instant.parse("2026-02-19T12:00:00Z")));

    assertThat(churn()).isEqualTo(before);
    assertThat(house.count("decision")).isEqualTo(1);
  }

  @Test
  void fewPointsAndHighLevelsForetellLeaving() {
    TaskFigures figures = churn();

    assertThat(figures.rows()).isEqualTo(CUSTOMERS);
    assertThat(figures.happened()).isEqualTo(20);
    assertThat(requireNonNull(figures.raw()).area()).isGreaterThan(0.9);
    LevelFigures high = figures.levels().get(0);
    // No lesson since the 6th or before: customers 1 to 6 and 29 to 34.
    assertThat(high.level()).isEqualTo(Level.HIGH);
    assertThat(high.rows()).isEqualTo(12);
    assertThat(high.precision()).isEqualTo(1.0);
    TaskFigures other = requireNonNull(run(rows("opens_mail", CUTOFF)).get("opens_mail")).all();
    assertThat(requireNonNull(other.raw()).verdict()).isEqualTo(RankArea.Verdict.REVERSED);
    assertThat(other.levels()).isEmpty();
  }

  @Test
  void rowsThatCannotBeUsedAreNamedInOrder() {
    List<OutcomeRow> rows = new ArrayList<>(rows("churn", CUTOFF));
    rows.add(2, new OutcomeRow("churn", "nobody", CUTOFF, true));
    rows.add(new OutcomeRow("churn", "customer-1", Instant.parse("2026-01-02T10:00:00Z"), true));

    Map<String, Observations> seen = run(rows);

    assertThat(requireNonNull(seen.get("churn")).all().rows()).isEqualTo(CUSTOMERS);
    assertThat(unusable)
        .containsExactly(
            "4 unknown-customer Nothing is known of the customer nobody before 2026-02-20T00:00:00Z.",
            "43 unknown-customer Nothing is known of the customer customer-1 before 2026-01-02T10:00:00Z.");
  }

  @Test
  void tasksAreKeptApart() {
    List<OutcomeRow> rows = new ArrayList<>(rows("churn", CUTOFF));
    rows.addAll(rows("upsell", CUTOFF));

    assertThat(run(rows).keySet()).containsExactly("churn", "upsell");
  }

  @Test
  void whatTheSourceThrowsEndsTheRun() {
    assertThatThrownBy(
            () ->
                await(
                    backtest.run(
                        null,
                        most -> {
                          throw new IllegalStateException("the disk is gone");
                        },
                        new Backtest.Listener() {
                          @Override
                          public void unusable(long line, String problem, String message) {}

                          @Override
                          public void at(long done) {}
                        })))
        .hasStackTraceContaining("the disk is gone");
  }

  @Test
  void calibratingProposesFromThoseWithPointsAndWritesNothing() {
    Calibration calibration = new Calibration(house.rulebases, house.stores, house.pool);

    Calibration.Found found = await(calibration.run(null, House.MIDNIGHT, (done, total) -> {}));

    assertThat(found.customers()).isEqualTo(CUSTOMERS);
    assertThat(house.count("decision")).isZero();
    ScaleCalibration scale = found.scales().get(0);
    assertThat(scale.rule()).isEqualTo("scale.reference");
    assertThat(scale.present().statement()).isEqualTo("scale.againstReference( 40 );");
    assertThat(scale.proposed())
        .extracting(ScaleChoice::form)
        .containsExactly("reference", "saturating", "percentiles");
    RawDistribution above = scale.raw().aboveZero();
    double p90 = above.quantile(0.9) / 1e6;
    assertThat(scale.proposed().get(0).statement())
        .isEqualTo("scale.againstReference( %d );".formatted(Math.round(p90)));
    assertThat(scale.proposed())
        .allSatisfy(
            choice ->
                assertThat(
                        choice.bands().stream().mapToLong(ScaleChoice.BandCount::customers).sum())
                    .isEqualTo(CUSTOMERS));
    assertThat(bandOf(scale.present(), "thriving")).isEqualTo(thriving(scale.raw(), 40));
  }

  private static long bandOf(ScaleChoice choice, String band) {
    return choice.bands().stream()
        .filter(each -> each.band().equals(band))
        .mapToLong(ScaleChoice.BandCount::customers)
        .sum();
  }

  /** Rounded half up, 49.5 of 100 is a score of 50. */
  private static long thriving(RawDistribution raw, int reference) {
    long count = 0;
    for (long value : raw.values()) {
      count += value >= 495_000L * reference ? 1 : 0;
    }
    return count;
  }
}
