package org.rapport.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A large population as a file of JSON lines: {@code import} takes it, and so does any door. */
final class PopulationFile {
  private PopulationFile() {}

  /** Writes it to {@code generate.file}, or to standard output. */
  static void run(Sizes sizes, Report report) throws IOException {
    int customers = sizes.get("generate.customers", 2_000, 300_000);
    int events = sizes.get("generate.events", 33 * customers, 10_000_000);
    long seed = sizes.get("generate.seed", 1);
    LocalDate lastDay =
        LocalDate.parse(
            sizes.get("generate.lastDay", LocalDate.now(ZoneOffset.UTC).minusDays(1).toString()));
    String file =
        sizes.get("generate.file", BenchFiles.folder().resolve("population.jsonl.gz").toString());
    if (file.equals("-")) {
      write(System.out, new LargePopulation(seed, customers, events, lastDay));
      return;
    }
    long lines = write(Path.of(file), new LargePopulation(seed, customers, events, lastDay));
    report.say(
        "%d events of %d customers, seed %d, last day %s: %s, %d MB"
            .formatted(lines, customers, seed, lastDay, file, Files.size(Path.of(file)) >> 20));
  }

  /** Writes a file, packed when its name ends in {@code .gz}; how many lines. */
  static long write(Path file, LargePopulation population) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream packed =
            file.toString().endsWith(".gz") ? new GZIPOutputStream(out, 1 << 16) : out) {
      return write(packed, population);
    }
  }

  private static long write(OutputStream out, LargePopulation population) throws IOException {
    long lines = 0;
    BufferedWriter writer =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    while (population.hasNext()) {
      writer.write(population.next().segment());
      writer.write('\n');
      lines++;
    }
    writer.flush();
    return lines;
  }

  /** The lines of such a file. */
  static BufferedReader open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return new BufferedReader(
        new InputStreamReader(
            file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in,
            StandardCharsets.UTF_8),
        1 << 16);
  }
}
