package org.rapport.ingest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import org.rapport.ingest.LineSource.RawLine;

/** Opens import files: JSON lines or CSV, plain or gzip. */
public final class ImportFile {
  private ImportFile() {}

  /**
   * Opens a file. Gzip is told by its first bytes; CSV and JSON lines by the file's name ({@code
   * .csv}, {@code .jsonl}, {@code .ndjson}, {@code .json}), else by whether its first line begins
   * with a brace.
   *
   * @param clock tells when a batch is received
   * @throws ImportFailedException when it cannot be opened, or is CSV without the columns needed
   */
  public static ImportReader open(Path path, InstantSource clock) throws ImportFailedException {
    LineSource source = LineSource.open(path);
    try {
      Pushback lines = new Pushback(source);
      return isCsv(path, lines)
          ? new LineBatches(source, new CsvItems(source.file(), lines), clock)
          : new LineBatches(source, new JsonLineItems(lines), clock);
    } catch (ImportFailedException e) {
      source.close();
      throw e;
    }
  }

  private static boolean isCsv(Path path, Pushback lines) throws ImportFailedException {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (plain.endsWith(".csv")) {
      return true;
    }
    if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson") || plain.endsWith(".json")) {
      return false;
    }
    RawLine first = lines.next();
    if (first == null) {
      return false;
    }
    lines.pushBack(first);
    return !text(first.bytes()).startsWith("{");
  }

  /** The line's text, without the mark that some programs put at the beginning of a file. */
  static String text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
