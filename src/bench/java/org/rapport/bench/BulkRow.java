package org.rapport.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rapport.store.DatabaseSettings;

/** {@code decide --all} over a stored population, beside the bare streamed read of its rows. */
final class BulkRow {
  private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(");
  private static final int POLL_MS = 300;

  private final Sizes sizes;
  private final Report report;
  private final DatabaseSettings database;
  private final int customers;
  private long peakMebibytes;
  private long leastPeakMebibytes;

  private BulkRow(Sizes sizes, Report report, DatabaseSettings database, int customers) {
    this.sizes = sizes;
    this.report = report;
    this.database = database;
    this.customers = customers;
  }

  static void run(Sizes sizes, Report report, BenchDatabase server) {
    DatabaseSettings database = server.fresh("bench_bulk");
    try {
      BulkRow row =
          new BulkRow(sizes, report, database, sizes.get("bulk.customers", 20_000, 300_000));
      row.fill();
      row.measure();
      row.killAndResume();
    } finally {
      server.drop(database);
    }
  }

  /** The same over the events that {@link EnduranceRow} has stored: they are stored only once. */
  static void runAfterEndurance(Sizes sizes, Report report, BenchDatabase server)
      throws IOException, InterruptedException {
    DatabaseSettings database = EnduranceRow.store(sizes, report, server);
    try {
      BenchDatabase.settle(database);
      BulkRow row = new BulkRow(sizes, report, database, EnduranceRow.customers(sizes));
      row.measure();
      row.killAndResume();
    } finally {
      server.drop(database);
    }
  }

  private void fill() {
    int events = sizes.get("bulk.events", 10 * customers, 10_000_000);
    try (Child service = Child.serve("bulk-serve", BenchDatabase.url(database))) {
      long sent =
          Intake.send(
              service.port(),
              new LargePopulation(
                  1, customers, events, LocalDate.now(ZoneOffset.UTC).minusDays(2)));
      report.say(sent + " events of " + customers + " customers are stored");
    }
    BenchDatabase.settle(database);
  }

  private void measure() {
    int rounds = sizes.get("bulk.rounds", 2, 3);
    List<Double> decided = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    List<Double> read = new ArrayList<>();
    List<Double> readAll = new ArrayList<>();
    StreamedRead.read(database, StreamedRead.ACTIVITY);
    long rows = 0;
    for (int round = 0; round < rounds; round++) {
      StreamedRead.Result activity = StreamedRead.read(database, StreamedRead.ACTIVITY);
      double others =
          StreamedRead.read(database, StreamedRead.VALUES).seconds()
              + StreamedRead.read(database, StreamedRead.ATTRIBUTES).seconds();
      rows = activity.rows();
      read.add(customers / activity.seconds());
      readAll.add(customers / (activity.seconds() + others));
      Instant asOf = asOf(round);
      long begun = System.nanoTime();
      try (Child child = decideAll("bulk-" + round, asOf)) {
        require(child.await() == 0, "decide --all failed; see " + child.log());
      }
      whole.add(customers / ((System.nanoTime() - begun) / 1e9));
      require(count(asOf) == customers, "not everybody was decided about");
      decided.add(customers / secondsOfDeciding(asOf));
      collections("bulk-" + round);
    }
    Series ours = new Series("decide --all, " + customers + " customers", "decisions/s", decided);
    report.row(
        "bulk",
        ours,
        new Series("streamed read of activity, folded", "customers/s", read),
        Target.atLeast(0.4),
        "%d rows of activity; with the program's start %s"
            .formatted(rows, new Series("", "decisions/s", whole).text()));
    report.row(
        "bulk",
        ours,
        new Series("streamed read of activity, values, attributes", "customers/s", readAll),
        null,
        "all rows that deciding reads");
    report.row(
        "bulk",
        Series.of("peak heap of decide --all, garbage included", "MiB", (double) peakMebibytes),
        Target.atMost(1024),
        "-Xmx1g; most that was left after a collection: %d MiB".formatted(leastPeakMebibytes));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static Instant asOf(int round) {
    return LocalDate.now(ZoneOffset.UTC)
        .atStartOfDay()
        .toInstant(ZoneOffset.UTC)
        .minusSeconds(3_600L * 24 * (round % 2))
        .minusSeconds(60L * (round / 2));
  }

  private Child decideAll(String name, Instant asOf) {
    return Child.jar(
        name,
        List.of("-Xmx1g", "-Xlog:gc:file=" + collectionLog(name)),
        Map.of("RAPPORT_DATABASE_URL", BenchDatabase.url(database), "RAPPORT_LOG_LEVEL", "warn"),
        "decide",
        "--all",
        "--as-of",
        asOf.toString());
  }

  private static Path collectionLog(String name) {
    return BenchFiles.folder().resolve(name + "-gc.log");
  }

  private void collections(String name) {
    try (Stream<String> lines = Files.lines(collectionLog(name))) {
      lines
          .map(COLLECTION::matcher)
          .filter(Matcher::find)
          .forEach(
              sizes -> {
                peakMebibytes = Math.max(peakMebibytes, Long.parseLong(sizes.group(1)));
                leastPeakMebibytes = Math.max(leastPeakMebibytes, Long.parseLong(sizes.group(2)));
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long count(Instant asOf) {
    return BenchDatabase.number(
        database, "SELECT count(*) FROM decision_summary WHERE as_of = '%s'".formatted(asOf));
  }

  private double secondsOfDeciding(Instant asOf) {
    return BenchDatabase.number(
            database,
            "SELECT (extract(epoch FROM max(decided_at) - min(decided_at)) * 1000)::int8"
                + " FROM decision WHERE as_of = '%s'".formatted(asOf))
        / 1e3;
  }

  private void killAndResume() {
    Instant asOf = asOf(0).minusSeconds(12 * 3_600L);
    long killedAt;
    try (Child child = decideAll("bulk-killed", asOf)) {
      while (child.runs() && count(asOf) < customers / 2) {
        pause();
      }
      require(child.runs(), "decide --all ended before it could be killed; see " + child.log());
      child.kill();
      killedAt = count(asOf);
    }
    try (Child child = decideAll("bulk-resumed", asOf)) {
      require(child.await() == 0, "decide --all failed; see " + child.log());
    }
    long decisions =
        BenchDatabase.number(
            database, "SELECT count(*) FROM decision WHERE as_of = '%s'".formatted(asOf));
    long different =
        BenchDatabase.number(
            database,
            "SELECT count(DISTINCT customer_id) FROM decision_summary WHERE as_of = '%s'"
                .formatted(asOf));
    report.row(
        "bulk",
        Series.of(
            "killed and resumed: customers without or with two decisions",
            "customers",
            (double) Math.abs(customers - different) + Math.abs(decisions - different)),
        Target.atMost(0),
        "killed (kill -9) at %d of %d; %d decisions of %d customers in the end"
            .formatted(killedAt, customers, decisions, different));
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
