package org.rapport.bench;

import java.util.ArrayList;
import java.util.List;

/** Measures what is asked for, or all: {@code ./mvnw -q verify -Pbench -Dbench=engine,post}. */
public final class Bench {
  /** One part; it tells its rows to the report. */
  @FunctionalInterface
  private interface Part {
    void run() throws Exception;
  }

  private static final List<String> ALL =
      List.of(
          "start",
          "start-external",
          "publish",
          "engine",
          "understanding",
          "check",
          "post",
          "record",
          "access",
          "intake",
          "history",
          "bulk",
          "endurance");

  /** What is only done when asked for by name. */
  private static final List<String> OTHERS = List.of("endurance-then-bulk", "generate");

  private final Sizes sizes;
  private final Report report;

  private Bench(Sizes sizes, Report report) {
    this.sizes = sizes;
    this.report = report;
  }

  /**
   * Measures.
   *
   * @param arguments names of parts, by commas, or {@code all}; then sizes, by commas
   */
  public static void main(String[] arguments) {
    List<String> names = new ArrayList<>();
    for (String name : (arguments.length > 0 ? arguments[0] : "all").split(",", -1)) {
      if (name.equals("all")) {
        names.addAll(ALL);
      } else if (ALL.contains(name) || OTHERS.contains(name)) {
        names.add(name);
      } else {
        System.err.printf(
            "There is no part \"%s\".%nMaybe you meant one of %s, %s or all.%n", name, ALL, OTHERS);
        System.exit(2);
      }
    }
    Sizes sizes = new Sizes(arguments.length > 1 ? arguments[1] : "");
    Report report = new Report(String.join(",", names) + " at " + sizes);
    Bench bench = new Bench(sizes, report);
    names.forEach(bench::part);
    if (names.size() > 1 || !names.contains("generate")) {
      System.out.println();
      System.out.println(report.markdown());
    }
    System.exit(report.allWell() ? 0 : 1);
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // a part that fails must not take the others along
  private void part(String name) {
    report.begin(name);
    try {
      work(name).run();
    } catch (Exception e) {
      e.printStackTrace();
      report.failed(name, e);
    }
  }

  private Part work(String name) {
    return switch (name) {
      case "start" -> () -> StartRow.run(sizes, report);
      case "start-external" -> onDatabase(server -> StartRow.runExternal(sizes, report, server));
      case "publish" -> onDatabase(server -> PublishRow.run(sizes, report, server));
      case "engine" -> () -> EngineRow.run(sizes, report);
      case "check" -> () -> CheckRow.run(sizes, report);
      case "understanding" -> onDatabase(server -> UnderstandingRow.run(sizes, report, server));
      case "post" -> onDatabase(server -> PostRow.run(sizes, report, server));
      case "record" -> onDatabase(server -> RecordRow.run(sizes, report, server));
      case "access" -> onDatabase(server -> AccessRow.run(sizes, report, server));
      case "intake" -> onDatabase(server -> IntakeRow.run(sizes, report, server));
      case "history" -> onDatabase(server -> HistoryRow.run(sizes, report, server));
      case "bulk" -> onDatabase(server -> BulkRow.run(sizes, report, server));
      case "endurance" -> onDatabase(server -> EnduranceRow.run(sizes, report, server));
      case "endurance-then-bulk" ->
          onDatabase(server -> BulkRow.runAfterEndurance(sizes, report, server));
      default -> () -> PopulationFile.run(sizes, report);
    };
  }

  /** A part that needs a database. */
  @FunctionalInterface
  private interface DatabasePart {
    void run(BenchDatabase server) throws Exception;
  }

  private static Part onDatabase(DatabasePart part) {
    return () -> {
      try (BenchDatabase server = BenchDatabase.start()) {
        part.run(server);
      }
    };
  }
}
