package org.rapport.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Collects rows and writes them as Markdown and JSON, anew after each, so that none is lost. */
final class Report {
  private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private final SortedMap<String, String> machine = Machine.describe();
  private final Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final String sizes;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private String load = Machine.loadText();

  /**
   * @param sizes what was asked for, in words
   */
  Report(String sizes) {
    this.sizes = sizes;
  }

  /** A part of the bench begins: notes the load. */
  void begin(String bench) {
    load = Machine.loadText();
    say("-- " + bench + ", load " + load);
  }

  /** Tells what is going on. */
  void say(String text) {
    System.err.println(text);
  }

  /** A figure beside another one. */
  void row(String bench, Series ours, Series beside, @Nullable Target target, String note) {
    add(new Row(bench, ours, beside, target, note, load));
  }

  /** A figure that stands alone. */
  void row(String bench, Series ours, @Nullable Target target, String note) {
    add(new Row(bench, ours, null, target, note, load));
  }

  private void add(Row row) {
    rows.add(row);
    say(line(row));
    write();
  }

  /** A part that could not be measured. */
  void failed(String bench, Throwable failure) {
    failures.add(bench + ": " + failure);
    write();
  }

  boolean allWell() {
    return failures.isEmpty();
  }

  private void write() {
    try {
      Files.writeString(BenchFiles.folder().resolve("report.md"), markdown());
      Files.writeString(
          BenchFiles.folder().resolve("report.json"), json.writeValueAsString(document()) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The table. */
  String markdown() {
    StringBuilder text = new StringBuilder("# Bench of ").append(begun).append("\n\n");
    machine.forEach((name, value) -> text.append("- ").append(name + ": " + value + "\n"));
    text.append("- asked for: ").append(sizes).append("\n\n");
    text.append("Medians of interleaved rounds, least and most in brackets. Load: the average of")
        .append(" the minute before the row began.\n\n");
    text.append("| bench | Rapport | beside | ratio | target | met | load | note |\n");
    text.append("|---|---|---|---|---|---|---|---|\n");
    rows.forEach(row -> text.append(line(row)).append('\n'));
    failures.forEach(failure -> text.append("\nNot measured: ").append(failure).append('\n'));
    return text.toString();
  }

  private static String line(Row row) {
    Double ratio = row.ratio();
    Boolean met = row.met();
    Series beside = row.beside();
    return "| %s | %s: %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            row.bench(),
            row.ours().name(),
            row.ours().text(),
            beside == null ? "" : beside.name() + ": " + beside.text(),
            ratio == null ? "" : Series.number(ratio),
            row.target() == null ? "" : row.target().text(),
            met == null ? "" : met ? "yes" : "**no**",
            row.load(),
            row.note());
  }

  private ObjectNode document() {
    ObjectNode document = json.createObjectNode();
    document.put("begun", begun.toString()).put("sizes", sizes);
    ObjectNode facts = document.putObject("machine");
    machine.forEach(facts::put);
    ArrayNode list = document.putArray("rows");
    for (Row row : rows) {
      ObjectNode node = list.addObject().put("bench", row.bench()).put("load", row.load());
      put(node.putObject("rapport"), row.ours());
      if (row.beside() != null) {
        put(node.putObject("beside"), row.beside());
        node.put("ratio", row.ratio());
      }
      if (row.target() != null) {
        node.put("target", row.target().text()).put("met", row.met());
      }
      node.put("note", row.note());
    }
    ArrayNode lost = document.putArray("notMeasured");
    failures.forEach(lost::add);
    return document;
  }

  private static void put(ObjectNode node, Series series) {
    node.put("name", series.name()).put("unit", series.unit());
    node.put("median", series.median()).put("least", series.least()).put("most", series.most());
    ArrayNode rounds = node.putArray("rounds");
    series.rounds().forEach(rounds::add);
  }
}
