package org.rapport.bench;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rapport.model.DayCount;
import org.rapport.model.DecisionBasis;
import org.rapport.model.TimelineBuilder;
import org.rapport.store.DatabaseSettings;

/** How a decision's cost grows with what is known of the customer, and with how many there are. */
final class HistoryRow {
  private static final List<String> TYPES =
      List.of(
          "Signed In",
          "Report Exported",
          "Page Viewed",
          "Help Article Viewed",
          "Pricing Page Viewed");

  private static final int[] ACTIVE_DAYS = {1, 30, 90, 730};
  private static final int MANY = 100;

  /** Events of one type lie so many seconds apart: a hundred of them end before noon. */
  private static final int SECONDS_APART = 400;

  private static final int CONNECTIONS = 4;

  /** A kind of customer: on how many days active, how many events a type on each of them. */
  private record Shape(int activeDays, int eventsADay) {
    @Override
    public String toString() {
      return activeDays + " active days, " + eventsADay + " events a type and day";
    }
  }

  private final Sizes sizes;
  private final Report report;
  private final int rounds;

  private HistoryRow(Sizes sizes, Report report) {
    this.sizes = sizes;
    this.report = report;
    this.rounds = sizes.get("history.rounds", 3, 7);
  }

  static void run(Sizes sizes, Report report, BenchDatabase server) {
    HistoryRow row = new HistoryRow(sizes, report);
    row.inProcess();
    row.overTheStore(server);
    row.population(server);
  }

  private void inProcess() {
    Engine engine = Engine.load();
    for (boolean midnight : new boolean[] {true, false}) {
      Instant asOf =
          midnight ? Instant.parse("2026-06-01T00:00:00Z") : Instant.parse("2026-06-01T12:00:00Z");
      Map<Shape, List<Double>> times = new LinkedHashMap<>();
      Map<Shape, DecisionBasis> bases = new LinkedHashMap<>();
      for (Shape shape : shapes()) {
        bases.put(shape, basis(shape, asOf));
      }
      int decisions = sizes.get("history.decisions", 4_000, 20_000);
      for (int round = -1; round < rounds; round++) {
        for (Map.Entry<Shape, DecisionBasis> entry : bases.entrySet()) {
          double time = microseconds(engine, entry.getValue(), decisions);
          if (round >= 0) {
            times.computeIfAbsent(entry.getKey(), shape -> new ArrayList<>()).add(time);
          }
        }
      }
      tell(times, midnight ? "in process, as of midnight" : "in process, as of noon", "");
    }
  }

  private static List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    for (int days : ACTIVE_DAYS) {
      shapes.add(new Shape(days, 1));
      shapes.add(new Shape(days, MANY));
    }
    return shapes;
  }

  private static DecisionBasis basis(Shape shape, Instant asOf) {
    TimelineBuilder builder = new TimelineBuilder("history", asOf);
    LocalDate lastDay = LocalDate.ofInstant(asOf.minusSeconds(1), ZoneOffset.UTC);
    for (int age = 0; age < shape.activeDays(); age++) {
      for (String type : TYPES) {
        int count = shape.eventsADay();
        builder.day(type, new DayCount(lastDay.minusDays(age), count, count, new TreeMap<>()));
      }
    }
    return new DecisionBasis(
        asOf, builder.build(), List.of(), List.of(), new TreeMap<>(), null, null, 1);
  }

  private static double microseconds(Engine engine, DecisionBasis basis, int decisions) {
    long begun = System.nanoTime();
    int scores = 0;
    for (int i = 0; i < decisions; i++) {
      scores += engine.decide(basis).score().value();
    }
    if (scores == 0) {
      throw new IllegalStateException("Scores are at least 1.");
    }
    return (System.nanoTime() - begun) / 1e3 / decisions;
  }

  private void tell(Map<Shape, List<Double>> times, String where, String note) {
    for (int days : ACTIVE_DAYS) {
      List<Double> once = times.get(new Shape(days, 1));
      List<Double> many = times.get(new Shape(days, MANY));
      if (once != null && many != null) {
        report.row(
            "history",
            new Series(where + ", " + days + " active days, 100 times the events", "us", many),
            new Series("the same days, each event once", "us", once),
            Target.atMost(1.2),
            note);
      }
    }
    List<Double> one = times.getOrDefault(new Shape(1, 1), List.of(Double.NaN));
    for (int days : ACTIVE_DAYS) {
      List<Double> many = times.get(new Shape(days, 1));
      if (days > 1 && many != null) {
        report.row(
            "history",
            new Series(where + ", " + days + " active days", "us", many),
            new Series("1 active day", "us", one),
            days == 90 ? Target.atMost(2) : null,
            note);
      }
    }
  }

  /** The same customers stored, decided over HTTP. */
  private void overTheStore(BenchDatabase server) {
    int customers = sizes.get("history.customers", 6, 20);
    LocalDate lastDay = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    List<Shape> shapes =
        shapes().stream()
            .filter(shape -> shape.activeDays() <= 90 || shape.eventsADay() == 1)
            .toList();
    DatabaseSettings database = server.fresh("bench_history");
    try (Child service = Child.serve("history-serve", BenchDatabase.url(database))) {
      long sent =
          Intake.send(
              service.port(),
              shapes.stream().flatMap(shape -> stored(shape, customers, lastDay)).iterator());
      report.say(sent + " events of " + shapes.size() * customers + " customers are stored");
      BenchDatabase.settle(database);
      Map<Shape, List<Double>> times = new LinkedHashMap<>();
      double seconds = sizes.get("history.seconds", 2, 5);
      try (Load load = new Load(service.port(), CONNECTIONS)) {
        for (int round = -1; round < rounds; round++) {
          for (Shape shape : shapes) {
            double time =
                1e6
                    / load.post(
                            "/v1/decisions",
                            seconds,
                            bodies(turn -> id(shape, turn % customers), lastDay + "T12:00:00Z"))
                        .perSecond();
            if (round >= 0) {
              times.computeIfAbsent(shape, some -> new ArrayList<>()).add(time);
            }
          }
        }
      }
      tell(
          times,
          "over HTTP and store, as of noon",
          "time for each decision, " + CONNECTIONS + " under way");
    } finally {
      server.drop(database);
    }
  }

  private static String id(Shape shape, int number) {
    return "h-%d-%d-%d".formatted(shape.activeDays(), shape.eventsADay(), number);
  }

  private static Stream<Message> stored(Shape shape, int customers, LocalDate lastDay) {
    return IntStream.range(0, customers)
        .boxed()
        .flatMap(
            number ->
                IntStream.range(0, shape.activeDays())
                    .boxed()
                    .flatMap(age -> day(id(shape, number), lastDay.minusDays(age), shape)));
  }

  private static Stream<Message> day(String customerId, LocalDate day, Shape shape) {
    Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return TYPES.stream()
        .flatMap(
            type ->
                IntStream.range(0, shape.eventsADay())
                    .mapToObj(
                        number ->
                            new Message(
                                "%s-%s-%s-%d".formatted(customerId, day, type, number),
                                customerId,
                                type,
                                begin.plusSeconds((long) number * SECONDS_APART),
                                new TreeMap<>())));
  }

  private static java.util.function.Supplier<@org.jspecify.annotations.Nullable Buffer> bodies(
      IntFunction<String> customer, String asOf) {
    Iterator<Integer> turns = IntStream.iterate(0, turn -> turn + 1).iterator();
    return () ->
        Buffer.buffer(
            "{\"customerId\":\"%s\",\"asOf\":\"%s\",\"explain\":\"none\"}"
                .formatted(customer.apply(turns.next()), asOf));
  }

  /** Two populations in two databases, asked by turns. */
  private void population(BenchDatabase server) {
    int small = sizes.get("history.small", 1_000, 10_000);
    int large = sizes.get("history.large", 20_000, 300_000);
    int events = sizes.get("history.events", 10, 33);
    DatabaseSettings few = server.fresh("bench_few");
    DatabaseSettings many = server.fresh("bench_many");
    try (Child fewService = Child.serve("history-few", BenchDatabase.url(few));
        Child manyService = Child.serve("history-many", BenchDatabase.url(many))) {
      fill(fewService, few, small, events);
      fill(manyService, many, large, events);
      List<Double> fewTimes = new ArrayList<>();
      List<Double> manyTimes = new ArrayList<>();
      try (Load fewLoad = new Load(fewService.port(), CONNECTIONS);
          Load manyLoad = new Load(manyService.port(), CONNECTIONS)) {
        for (int round = -1; round < rounds; round++) {
          double fewTime = anybody(fewLoad, small, round);
          double manyTime = anybody(manyLoad, large, round);
          if (round >= 0) {
            fewTimes.add(fewTime);
            manyTimes.add(manyTime);
          }
        }
      }
      report.row(
          "history",
          new Series("over HTTP and store, any of " + large + " customers", "us", manyTimes),
          new Series("any of " + small + " customers", "us", fewTimes),
          Target.atMost(1.2),
          "asked is no growth; up to 1.2 counts as none");
    } finally {
      server.drop(few);
      server.drop(many);
    }
  }

  private void fill(Child service, DatabaseSettings database, int customers, int events) {
    LargePopulation population =
        new LargePopulation(
            1, customers, (long) events * customers, LocalDate.now(ZoneOffset.UTC).minusDays(1));
    long sent = Intake.send(service.port(), population);
    report.say(sent + " events of " + customers + " customers are stored");
    BenchDatabase.settle(database);
  }

  private double anybody(Load load, int customers, int round) {
    SplittableRandom chance = new SplittableRandom(round);
    String asOf = LocalDate.now(ZoneOffset.UTC).minusDays(1) + "T12:00:00Z";
    return 1e6
        / load.post(
                "/v1/decisions",
                sizes.get("history.seconds", 2, 10),
                bodies(turn -> LargePopulation.customerId(1 + chance.nextInt(customers)), asOf))
            .perSecond();
  }
}
