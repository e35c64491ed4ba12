package org.rapport.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RankAreaTest {

  /** A row of few possible values, so that ties are common. */
  private record Row(int customer, int value, boolean happened) {}

  private static Optional<RankArea> area(List<Row> rows) {
    boolean[] happened = new boolean[rows.size()];
    IntStream.range(0, happened.length).forEach(row -> happened[row] = rows.get(row).happened());
    return RankArea.of(
        rows.stream().mapToLong(Row::value).toArray(),
        happened,
        rows.stream().mapToLong(Row::customer).toArray());
  }

  /** Every pair looked at: the definition itself. */
  private static double pairs(List<Row> rows) {
    double won = 0;
    long pairs = 0;
    for (Row one : rows) {
      for (Row other : rows) {
        if (one.happened() && !other.happened()) {
          pairs++;
          won += one.value() > other.value() ? 1 : one.value() == other.value() ? 0.5 : 0;
        }
      }
    }
    return won / pairs;
  }

  private static List<Row> rows(List<Integer> values, int customers) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      rows.add(new Row(i % customers, values.get(i) / 2, values.get(i) % 2 == 0));
    }
    return rows;
  }

  @Property
  void theAreaIsTheShareOfPairsInOrder(
      @ForAll @Size(min = 4, max = 60) List<@IntRange(min = -9, max = 9) Integer> values) {
    List<Row> rows = rows(values, values.size());

    area(rows).ifPresent(area -> assertThat(area.area()).isEqualTo(pairs(rows), within(1e-12)));
  }

  @Property
  void turnedRoundItIsTheRest(
      @ForAll @Size(min = 4, max = 60) List<@IntRange(min = -9, max = 9) Integer> values,
      @ForAll @IntRange(min = 2, max = 60) int customers) {
    List<Row> rows = rows(values, customers);
    List<Row> turned =
        rows.stream().map(row -> new Row(row.customer(), -row.value(), row.happened())).toList();

    Optional<RankArea> area = area(rows);

    assertThat(area(turned).isPresent()).isEqualTo(area.isPresent());
    area.ifPresent(
        known -> {
          RankArea other = area(turned).orElseThrow();
          assertThat(other.area()).isEqualTo(1 - known.area(), within(1e-12));
          assertThat(other.standardError()).isEqualTo(known.standardError(), within(1e-9));
        });
  }

  /** With one row a customer the formula is DeLong's, here straight from the paper. */
  @Property
  void oneRowACustomerIsDeLongs(
      @ForAll @Size(min = 6, max = 40) List<@IntRange(min = -9, max = 9) Integer> values) {
    List<Row> rows = rows(values, values.size());

    area(rows)
        .ifPresent(
            area ->
                assertThat(area.standardError()).isEqualTo(Math.sqrt(deLong(rows)), within(1e-9)));
  }

  private static double deLong(List<Row> rows) {
    double variance = 0;
    for (boolean which : new boolean[] {true, false}) {
      List<Row> kind = rows.stream().filter(row -> row.happened() == which).toList();
      List<Row> others = rows.stream().filter(row -> row.happened() != which).toList();
      double[] placements =
          kind.stream()
              .mapToDouble(
                  row ->
                      others.stream()
                          .mapToDouble(
                              other ->
                                  row.value() == other.value()
                                      ? 0.5
                                      : (row.value() > other.value()) == which ? 1 : 0)
                          .average()
                          .orElseThrow())
              .toArray();
      double mean = Arrays.stream(placements).average().orElseThrow();
      double squares = Arrays.stream(placements).map(p -> (p - mean) * (p - mean)).sum();
      variance += squares / (placements.length - 1) / placements.length;
    }
    return variance;
  }

  /** Customers drawn again and again, all rows of each together: the spread of the areas. */
  @Test
  void severalRowsACustomerSpreadAsDrawingCustomersDoes() {
    Random random = new Random(97);
    List<List<Row>> customers = new ArrayList<>();
    for (int customer = 0; customer < 120; customer++) {
      int own = random.nextInt(100);
      boolean inclined = random.nextInt(100) < 20 + own / 2;
      List<Row> rows = new ArrayList<>();
      for (int row = 0; row <= random.nextInt(6); row++) {
        boolean happened = random.nextInt(100) < (inclined ? 80 : 15);
        rows.add(new Row(customer, own + random.nextInt(20), happened));
      }
      customers.add(rows);
    }
    List<Row> all = customers.stream().flatMap(List::stream).toList();
    RankArea area = area(all).orElseThrow();

    double bootstrap = bootstrap(customers, random);
    List<Row> apart =
        IntStream.range(0, all.size())
            .mapToObj(i -> new Row(i, all.get(i).value(), all.get(i).happened()))
            .toList();

    assertThat(area.standardError()).isEqualTo(bootstrap, within(0.1 * bootstrap));
    // Taking the rows for different customers would claim to know more than is known.
    assertThat(area(apart).orElseThrow().standardError()).isLessThan(0.9 * bootstrap);
  }

  private static double bootstrap(List<List<Row>> customers, Random random) {
    double[] areas = new double[2_000];
    for (int draw = 0; draw < areas.length; draw++) {
      List<Row> drawn = new ArrayList<>();
      for (int i = 0; i < customers.size(); i++) {
        drawn.addAll(customers.get(random.nextInt(customers.size())));
      }
      areas[draw] = area(drawn).orElseThrow().area();
    }
    double mean = Arrays.stream(areas).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(areas).map(each -> (each - mean) * (each - mean)).sum() / (areas.length - 1));
  }

  @Test
  void withoutTwoCustomersOfEachKindNothingIsTold() {
    assertThat(area(List.of())).isEmpty();
    assertThat(area(List.of(new Row(1, 5, true), new Row(2, 6, true)))).isEmpty();
    assertThat(
            area(
                List.of(
                    new Row(1, 5, true),
                    new Row(1, 7, true),
                    new Row(2, 6, false),
                    new Row(3, 6, false))))
        .isEmpty();
  }

  @Test
  void anAreaSaysSomethingOnlyWhenItsIntervalLeavesOutChance() {
    assertThat(new RankArea(0.56, 0.02).verdict()).isEqualTo(RankArea.Verdict.SIGNAL);
    assertThat(new RankArea(0.56, 0.04).verdict()).isEqualTo(RankArea.Verdict.NO_SIGNAL);
    assertThat(new RankArea(0.44, 0.02).verdict()).isEqualTo(RankArea.Verdict.REVERSED);
    assertThat(new RankArea(0.99, 0.02).interval().high()).isEqualTo(1.0);
  }

  @Test
  void differencesUnderTwoStandardErrorsAreNone() {
    RankArea ours = new RankArea(0.70, 0.03);

    assertThat(new Anchor("t", "near", 0.65, null).beside(ours).none()).isTrue();
    assertThat(new Anchor("t", "far", 0.63, null).beside(ours).none()).isFalse();
    assertThat(new Anchor("t", "far and wide", 0.63, 0.04).beside(ours).standardError())
        .isEqualTo(0.05, within(1e-12));
    assertThat(new Anchor("t", "far and wide", 0.63, 0.04).beside(ours).none()).isTrue();
  }
}
