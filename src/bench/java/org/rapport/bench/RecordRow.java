package org.rapport.bench;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.rapport.command.DiscardingService;
import org.rapport.store.DatabaseSettings;

/**
 * {@code POST /v1/decisions} with the whole record, sealed and in the tree, beside the same service
 * with a log that writes nothing; and how long a decision takes at half load, beside what the disk
 * takes to make a write sure.
 */
final class RecordRow {
  private static final int STEP = 7_919;
  private static final int CONNECTIONS = 32;
  private static final int SYNCS = 200;
  private static final int SYNC_BYTES = 8_192;

  private final int customers;
  private final AtomicInteger turn = new AtomicInteger();

  private RecordRow(int customers) {
    this.customers = customers;
  }

  static void run(Sizes sizes, Report report, BenchDatabase server) throws IOException {
    int customers = sizes.get("record.customers", 2_000, 100_000);
    DatabaseSettings database = server.fresh("bench_record");
    String url = BenchDatabase.url(database);
    try (Child service = Child.serve("record-serve", url)) {
      long sent =
          Intake.send(
              service.port(),
              new LargePopulation(
                  1, customers, 20L * customers, LocalDate.now(ZoneOffset.UTC).minusDays(1)));
      report.say(sent + " events of " + customers + " customers are stored");
      BenchDatabase.settle(database);
      try (Child discarding =
          Child.main(
              "record-discarding",
              DiscardingService.class.getName(),
              Map.of(
                  "RAPPORT_DATABASE_URL",
                  url,
                  "RAPPORT_API_KEY",
                  Child.API_KEY,
                  "RAPPORT_HTTP_PORT",
                  "0",
                  "RAPPORT_LOG_LEVEL",
                  "warn"))) {
        new RecordRow(customers).measure(sizes, report, database, service, discarding);
      }
    } finally {
      server.drop(database);
    }
  }

  private void measure(
      Sizes sizes, Report report, DatabaseSettings database, Child service, Child discarding)
      throws IOException {
    int rounds = sizes.get("record.rounds", 3, 7);
    int seconds = sizes.get("record.seconds", 4, 10);
    int warmUp = sizes.get("record.warmUpSeconds", 8, 20);
    List<Double> whole = new ArrayList<>();
    List<Double> discarded = new ArrayList<>();
    try (Load ours = new Load(service.port(), CONNECTIONS);
        Load other = new Load(discarding.port(), CONNECTIONS)) {
      ours.post("/v1/decisions", warmUp, this::body);
      other.post("/v1/decisions", warmUp, this::body);
      for (int round = 0; round < rounds; round++) {
        whole.add(ours.post("/v1/decisions", seconds, this::body).perSecond());
        discarded.add(other.post("/v1/decisions", seconds, this::body).perSecond());
      }
    }
    Series record = new Series("decisions with the whole record", "req/s", whole);
    report.row(
        "record",
        record,
        new Series("discarding log", "req/s", discarded),
        Target.atLeast(0.6),
        "%d connections".formatted(CONNECTIONS));
    // What full load left behind to clean up is not half load's.
    BenchDatabase.settle(database);
    halfLoad(report, service, seconds, record.median() / 2);
  }

  /** With fewer connections, so that about half as many decisions come as can. */
  private void halfLoad(Report report, Child service, int seconds, double half) throws IOException {
    Load.Result nearest = null;
    int nearestConnections = 0;
    for (int connections : new int[] {1, 2, 4, 8}) {
      try (Load load = new Load(service.port(), connections)) {
        Load.Result result = load.post("/v1/decisions", seconds, this::body);
        if (nearest == null
            || Math.abs(result.perSecond() - half) < Math.abs(nearest.perSecond() - half)) {
          nearest = result;
          nearestConnections = connections;
        }
      }
    }
    if (nearest == null) {
      throw new IllegalStateException("Nothing was measured");
    }
    report.row(
        "record",
        Series.of("p50 of a decision at half load", "ms", nearest.p50Ms()),
        Series.of("fdatasync of 8 KiB", "ms", syncMs()),
        Target.atMost(3),
        "%.0f req/s, %d connections".formatted(nearest.perSecond(), nearestConnections));
  }

  /** What the disk takes, median, in milliseconds. */
  private static double syncMs() throws IOException {
    Path file = BenchFiles.folder().resolve("sync");
    long[] nanos = new long[SYNCS];
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; i < SYNCS; i++) {
        long begun = System.nanoTime();
        channel.write(ByteBuffer.allocate(SYNC_BYTES), (long) i * SYNC_BYTES);
        channel.force(false);
        nanos[i] = System.nanoTime() - begun;
      }
    }
    Arrays.sort(nanos);
    return Load.at(nanos, 0.5);
  }

  private Buffer body() {
    long place = (long) turn.getAndIncrement() * STEP % customers;
    return Buffer.buffer(
        "{\"customerId\":\"%s\",\"explain\":\"none\"}"
            .formatted(LargePopulation.customerId((int) place + 1)));
  }
}
