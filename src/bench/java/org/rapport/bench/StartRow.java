package org.rapport.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rapport.store.DatabaseSettings;

/** How soon {@code serve} is ready: with the embedded database, and with one that runs already. */
final class StartRow {
  private StartRow() {}

  static void run(Sizes sizes, Report report) {
    Path folder = BenchFiles.folder().resolve("start-data");
    BenchFiles.delete(folder);
    try {
      double first = seconds("start-first", folder);
      List<Double> later = new ArrayList<>();
      int rounds = sizes.get("start.rounds", 5, 9);
      for (int round = 0; round < rounds; round++) {
        later.add(seconds("start-later", folder));
      }
      report.row(
          "start",
          new Series("serve ready, rulebases known", "s", later),
          Target.atMost(5).hoping(3),
          "from launching the JVM to \"Ready\", embedded PostgreSQL included; the first start"
              + " (unpacking, compiling) took "
              + Series.number(first)
              + " s");
    } finally {
      BenchFiles.delete(folder);
    }
  }

  /** With a PostgreSQL that runs already. */
  static void runExternal(Sizes sizes, Report report, BenchDatabase server) {
    DatabaseSettings database = server.fresh("bench_start");
    try {
      double first = secondsExternal("start-external-first", database);
      List<Double> later = new ArrayList<>();
      int rounds = sizes.get("start.rounds", 5, 9);
      for (int round = 0; round < rounds; round++) {
        later.add(secondsExternal("start-external-later", database));
      }
      report.row(
          "start",
          new Series("serve ready, rulebases known, external PostgreSQL", "s", later),
          Target.atMost(5).hoping(3),
          "from launching the JVM to \"Ready\", three rulebases; the first start (migrating,"
              + " compiling) took "
              + Series.number(first)
              + " s");
    } finally {
      server.drop(database);
    }
  }

  private static double secondsExternal(String name, DatabaseSettings database) {
    long begun = System.nanoTime();
    try (Child service = Child.serve(name, BenchDatabase.url(database))) {
      service.port();
      return (System.nanoTime() - begun) / 1e9;
    }
  }

  private static double seconds(String name, Path folder) {
    long begun = System.nanoTime();
    try (Child service =
        Child.jar(
            name,
            List.of(),
            Map.of(
                "RAPPORT_DATA_DIR",
                folder.toString(),
                "RAPPORT_API_KEY",
                Child.API_KEY,
                "RAPPORT_HTTP_PORT",
                "0"),
            "serve")) {
      service.port();
      return (System.nanoTime() - begun) / 1e9;
    }
  }
}
