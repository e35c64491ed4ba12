package org.rapport.bench;

import io.vertx.core.buffer.Buffer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rapport.store.BareService;
import org.rapport.store.DatabaseSettings;

/** {@code POST /v1/decisions} beside a bare handler with the same selects and the same insert. */
final class PostRow {
  /** Coprime with any number of customers up to it: steps through all before any comes again. */
  private static final int STEP = 7_919;

  private final int customers;
  private final AtomicInteger turn = new AtomicInteger();

  private PostRow(int customers) {
    this.customers = customers;
  }

  static void run(Sizes sizes, Report report, BenchDatabase server) {
    int customers = sizes.get("post.customers", 5_000, 100_000);
    int events = sizes.get("post.events", 33 * customers, 33 * customers);
    DatabaseSettings database = server.fresh("bench_post");
    String url = BenchDatabase.url(database);
    try (Child service = Child.serve("post-serve", url)) {
      LargePopulation population =
          new LargePopulation(1, customers, events, LocalDate.now(ZoneOffset.UTC).minusDays(1));
      long sent = Intake.send(service.port(), population);
      report.say(sent + " events of " + customers + " customers are stored");
      BenchDatabase.settle(database);
      new PostRow(customers).measure(sizes, report, service, url);
    } finally {
      server.drop(database);
    }
  }

  private void measure(Sizes sizes, Report report, Child service, String url) {
    int rounds = sizes.get("post.rounds", 3, 7);
    int seconds = sizes.get("post.seconds", 4, 10);
    int warmUp = sizes.get("post.warmUpSeconds", 10, 20);
    for (String explain : List.of("none", "summary")) {
      try (Load first = new Load(service.port(), 16)) {
        // What is recorded now is what the bare handler copies.
        first.post("/v1/decisions", warmUp, bodies(explain));
      }
      try (Child bare =
          Child.main(
              "post-bare", BareService.class.getName(), Map.of("RAPPORT_DATABASE_URL", url))) {
        try (Load warm = new Load(bare.port(), 16)) {
          warm.post("/v1/decisions", warmUp, bodies(explain));
        }
        for (int connections : new int[] {16, 64}) {
          rounds(explain, connections, rounds, seconds, service, bare, report);
        }
      }
    }
  }

  private void rounds(
      String explain,
      int connections,
      int rounds,
      int seconds,
      Child service,
      Child bare,
      Report report) {
    Map<String, List<Load.Result>> results = new LinkedHashMap<>();
    try (Load ours = new Load(service.port(), connections);
        Load other = new Load(bare.port(), connections)) {
      for (int round = 0; round < rounds; round++) {
        results
            .computeIfAbsent("rapport", name -> new ArrayList<>())
            .add(ours.post("/v1/decisions", seconds, bodies(explain)));
        results
            .computeIfAbsent("bare", name -> new ArrayList<>())
            .add(other.post("/v1/decisions", seconds, bodies(explain)));
      }
    }
    String what = "POST /v1/decisions, explain " + explain + ", " + connections + " connections";
    List<Load.Result> rapport = results.getOrDefault("rapport", List.of());
    List<Load.Result> beside = results.getOrDefault("bare", List.of());
    report.row(
        "post",
        new Series(what, "req/s", rapport.stream().map(Load.Result::perSecond).toList()),
        new Series("bare handler", "req/s", beside.stream().map(Load.Result::perSecond).toList()),
        Target.atLeast(0.5).hoping(0.7),
        "p50 %.1f ms, p99 %.1f ms; bare p50 %.1f ms, p99 %.1f ms (medians)"
            .formatted(
                median(rapport, Load.Result::p50Ms),
                median(rapport, Load.Result::p99Ms),
                median(beside, Load.Result::p50Ms),
                median(beside, Load.Result::p99Ms)));
  }

  private static double median(
      List<Load.Result> results, java.util.function.ToDoubleFunction<Load.Result> figure) {
    return new Series("", "", results.stream().mapToDouble(figure).boxed().toList()).median();
  }

  private Supplier<@Nullable Buffer> bodies(String explain) {
    return () -> {
      long place = (long) turn.getAndIncrement() * STEP % customers;
      return Buffer.buffer(
          "{\"customerId\":\"%s\",\"explain\":\"%s\"}"
              .formatted(LargePopulation.customerId((int) place + 1), explain));
    };
  }
}
