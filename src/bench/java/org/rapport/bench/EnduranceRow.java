package org.rapport.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.rapport.store.DatabaseSettings;

/** Millions of events at a steady rate, then the same file again. */
final class EnduranceRow {
  private static final String COUNTED = "SELECT coalesce(sum(n), 0)::int8 FROM activity";
  private static final String STORED = "SELECT count(*) FROM event";

  private EnduranceRow() {}

  static void run(Sizes sizes, Report report, BenchDatabase server)
      throws IOException, InterruptedException {
    server.drop(store(sizes, report, server));
  }

  /** How many customers there are. */
  static int customers(Sizes sizes) {
    return sizes.get("endurance.customers", 6_000, 300_000);
  }

  /** Measures, and answers the database with all the events. */
  static DatabaseSettings store(Sizes sizes, Report report, BenchDatabase server)
      throws IOException, InterruptedException {
    int customers = customers(sizes);
    int events = sizes.get("endurance.events", 200_000, 10_000_000);
    int rate = sizes.get("endurance.rate", 6_000, 6_000);
    Path file = BenchFiles.folder().resolve("endurance.jsonl.gz");
    long lines =
        PopulationFile.write(
            file,
            new LargePopulation(5, customers, events, LocalDate.now(ZoneOffset.UTC).minusDays(2)));
    report.say(lines + " events of " + customers + " customers, " + rate + " a second");
    DatabaseSettings database = server.fresh("bench_endurance");
    try (Child service = Child.serve("endurance-serve", BenchDatabase.url(database))) {
      long before = size(database);
      SteadySender.Result first = send(service, file, rate);
      tell(report, first, lines, rate);
      BenchDatabase.run(database, "CHECKPOINT");
      report.row(
          "endurance",
          Series.of(
              "size on disk per million events",
              "MB",
              (size(database) - before) / 1e6 / (lines / 1e6)),
          null,
          "tables and indexes, WAL apart");
      again(report, service, file, database, lines);
      return database;
    } finally {
      Files.delete(file);
    }
  }

  private static long size(DatabaseSettings database) {
    return BenchDatabase.number(database, "SELECT pg_database_size(current_database())");
  }

  private static SteadySender.Result send(Child service, Path file, double rate)
      throws IOException, InterruptedException {
    try (BufferedReader lines = PopulationFile.open(file)) {
      return new SteadySender(service.port(), rate).send(lines);
    }
  }

  private static void tell(Report report, SteadySender.Result result, long lines, int rate) {
    // The last minute is cut short: it tells nothing of a rate when there are whole ones.
    List<SteadySender.Minute> minutes =
        result.minutes().size() > 1
            ? result.minutes().subList(0, result.minutes().size() - 1)
            : result.minutes();
    report.row(
        "endurance",
        new Series(
            "acknowledged, by minute",
            "events/s",
            minutes.stream().map(minute -> minute.events() / minute.seconds()).toList()),
        Target.atLeast(0.98 * rate),
        "sent at %d events/s, batches of %d, %d minutes; 98 of 100 counts as kept up"
            .formatted(rate, Intake.BATCH, result.minutes().size()));
    report.row(
        "endurance",
        new Series(
            "p99 of the acknowledgement, by minute",
            "ms",
            minutes.stream().map(SteadySender.Minute::p99Ms).toList()),
        null,
        "from when a batch was due to its answer");
    report.row(
        "endurance",
        Series.of(
            "errors and events not accepted",
            "",
            (double) result.errors() + Math.abs(lines - result.accepted())),
        Target.atMost(0),
        result.firstError());
  }

  private static void again(
      Report report, Child service, Path file, DatabaseSettings database, long lines)
      throws IOException, InterruptedException {
    long counted = BenchDatabase.number(database, COUNTED);
    long stored = BenchDatabase.number(database, STORED);
    SteadySender.Result second = send(service, file, 0);
    long twice =
        second.accepted()
            + Math.abs(BenchDatabase.number(database, COUNTED) - counted)
            + Math.abs(BenchDatabase.number(database, STORED) - stored)
            + Math.abs(counted - lines)
            + Math.abs(stored - lines);
    report.row(
        "endurance",
        Series.of("the same file again: events counted twice or lost", "events", (double) twice),
        Target.atMost(0),
        "%d duplicates told, %d errors; %d stored and %d counted by SQL before"
            .formatted(second.duplicates(), second.errors(), stored, counted));
  }
}
