package org.rapport.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.rapport.store.DatabaseSettings;
import org.rapport.store.StatementDriver;

/** Event intake over HTTP beside the same statements driven straight. */
final class IntakeRow {
  private static final double HOUR = 3_600;

  private final Sizes sizes;
  private final int customers;
  private final int events;
  private final int concurrency;
  private final int rounds;
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();

  private IntakeRow(Sizes sizes) {
    this.sizes = sizes;
    this.customers = sizes.get("intake.customers", 5_000, 100_000);
    this.events = sizes.get("intake.events", 30_000, 300_000);
    this.concurrency = sizes.get("intake.concurrency", 4);
    this.rounds = sizes.get("intake.rounds", 3, 7);
  }

  static void run(Sizes sizes, Report report, BenchDatabase server) {
    DatabaseSettings database = server.fresh("bench_intake");
    Vertx vertx = Vertx.vertx();
    try (Child service = Child.serve("intake-serve", BenchDatabase.url(database))) {
      new IntakeRow(sizes).measure(report, service, vertx, database);
    } finally {
      Load.await(vertx.close());
      server.drop(database);
    }
  }

  private LargePopulation population(long seed, int wanted) {
    return new LargePopulation(seed, customers, wanted, LocalDate.now(ZoneOffset.UTC).minusDays(1));
  }

  private void measure(Report report, Child service, Vertx vertx, DatabaseSettings database) {
    int before = sizes.get("intake.before", 10 * customers, 33 * customers);
    report.say(Intake.send(service.port(), population(1, before)) + " events are stored before");
    BenchDatabase.settle(database);
    StatementDriver driver = new StatementDriver(vertx, database);
    try (Load load = new Load(service.port(), concurrency)) {
      for (int round = -1; round < rounds; round++) {
        List<List<Message>> batches = batches();
        rate(round, "segment", http(load, "/v1/batch", again(batches, round, "s")));
        rate(round, "own", http(load, "/v1/events", again(batches, round, "o")));
        Load.await(driver.prepare(stored(again(batches, round, "d")), Instant.now()));
        rate(round, "statements", timed(() -> driver.intake(concurrency)));
        Load.await(driver.prepare(stored(again(batches, round, "e")), Instant.now()));
        rate(round, "events only", timed(() -> driver.eventsOnly(concurrency)));
      }
    } finally {
      Load.await(driver.close());
    }
    tell(report);
  }

  /** Events of the stored customers over all 90 days, mixed, each under an id of its own. */
  private List<List<Message>> batches() {
    LargePopulation population = population(2, 8 * customers);
    List<Message> taken = new ArrayList<>(events);
    List<Message> all = new ArrayList<>();
    population.forEachRemaining(all::add);
    java.util.Collections.shuffle(all, new java.util.Random(3));
    for (int i = 0; taken.size() < events; i++) {
      taken.add(all.get(i % all.size()).again("-" + i));
    }
    List<List<Message>> batches = new ArrayList<>();
    for (int i = 0; i < taken.size(); i += Intake.BATCH) {
      batches.add(taken.subList(i, Math.min(taken.size(), i + Intake.BATCH)));
    }
    return batches;
  }

  private static List<List<Message>> again(List<List<Message>> batches, int round, String way) {
    String suffix = "-" + way + (round + 1);
    return batches.stream()
        .map(batch -> batch.stream().map(message -> message.again(suffix)).toList())
        .toList();
  }

  private static List<List<org.rapport.model.Event>> stored(List<List<Message>> batches) {
    return batches.stream()
        .map(
            batch -> {
              List<org.rapport.model.Event> stored = new ArrayList<>();
              batch.forEach(message -> stored.add(message.stored(stored.size())));
              return stored;
            })
        .toList();
  }

  /** Calls with bodies made ahead; every event must be new to the service. */
  private Supplier<Double> http(Load load, String path, List<List<Message>> batches) {
    boolean segment = path.equals("/v1/batch");
    List<Buffer> bodies =
        batches.stream()
            .map(batch -> segment ? Message.segmentBatch(batch) : Message.ownBatch(batch))
            .map(Buffer::buffer)
            .toList();
    return () ->
        load.post(
                path,
                HOUR,
                Intake.made(bodies),
                answer -> Intake.require(answer, "\"duplicates\":0,\"rejected\":[]"))
            .seconds();
  }

  private static Supplier<Double> timed(Supplier<Future<Void>> work) {
    return () -> {
      long begun = System.nanoTime();
      Load.await(work.get());
      return (System.nanoTime() - begun) / 1e9;
    };
  }

  /** Notes the rate; the round before the first only warms up. */
  private void rate(int round, String way, Supplier<Double> seconds) {
    double rate = events / seconds.get();
    if (round >= 0) {
      rates.computeIfAbsent(way, name -> new ArrayList<>()).add(rate);
    }
  }

  private Series series(String name, String way) {
    return new Series(name, "events/s", rates.getOrDefault(way, List.of()));
  }

  private void tell(Report report) {
    String size = "batches of %d, %d at a time".formatted(Intake.BATCH, concurrency);
    Target target = Target.atLeast(0.6);
    Series statements = series("same statements driven straight", "statements");
    report.row("intake", series("POST /v1/batch, " + size, "segment"), statements, target, "");
    report.row("intake", series("POST /v1/events, " + size, "own"), statements, target, "");
    report.row(
        "intake",
        series("POST /v1/batch, " + size, "segment"),
        series("events-only insert", "events only"),
        null,
        "no keys, customers, activity: what the service adds to a bare insert");
  }
}
