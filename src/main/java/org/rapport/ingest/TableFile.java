package org.rapport.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rapport.ingest.LineSource.RawLine;

/**
 * A CSV file, also gzip, whose first line names its columns; each further line is one row. Read a
 * line at a time, each of bounded length.
 *
 * @param <T> what a row says
 */
public final class TableFile<T> implements AutoCloseable {
  private static final CsvReader.CsvReaderBuilder CSV = CsvReader.builder();

  private final LineSource lines;
  private final List<String> columns;
  private final RowReader<T> reader;

  private TableFile(LineSource lines, List<String> columns, RowReader<T> reader) {
    this.lines = lines;
    this.columns = columns;
    this.reader = reader;
  }

  /** Tells what a row says. */
  @FunctionalInterface
  interface RowReader<T> {
    TableLine<T> read(Row row);
  }

  /** A row's cells by the columns' names. */
  record Row(long line, List<String> columns, List<String> cells) {

    /** The cell without blanks around it; empty when there is no such column. */
    String cell(String column) {
      int at = columns.indexOf(column);
      return at < 0 ? "" : cells.get(at).strip();
    }
  }

  /**
   * Opens a table.
   *
   * @param needed the columns it must have
   * @throws ImportFailedException when it cannot be opened or lacks one
   */
  static <T> TableFile<T> open(Path path, List<String> needed, RowReader<T> reader)
      throws ImportFailedException {
    LineSource lines = LineSource.open(path);
    try {
      RawLine first = lines.next();
      List<String> columns = first == null ? List.of() : cells(first).orElse(List.of());
      columns = columns.stream().map(String::strip).toList();
      for (String column : needed) {
        if (columns.indexOf(column) < 0 || columns.indexOf(column) != columns.lastIndexOf(column)) {
          throw new ImportFailedException(
              1,
              "The first line of %s must name the column %s once; it names %s."
                  .formatted(lines.file(), column, Shown.text(String.join(", ", columns))),
              "it is another file, or no CSV with commas and a row of column names.");
        }
      }
      return new TableFile<>(lines, columns, reader);
    } catch (ImportFailedException e) {
      lines.close();
      throw e;
    }
  }

  /** The next row, empty at the end; blank lines are passed over. */
  public Optional<TableLine<T>> next() throws ImportFailedException {
    RawLine line = lines.next();
    while (line != null && !line.tooLong() && line.bytes().length == 0) {
      line = lines.next();
    }
    if (line == null) {
      return Optional.empty();
    }
    Optional<List<String>> cells = line.tooLong() ? Optional.empty() : cells(line);
    if (cells.isEmpty() || cells.get().size() != columns.size()) {
      return Optional.of(
          TableLine.unusable(
              line.number(),
              "malformed",
              "It is not a row of %d cells, as the first line has them."
                  .formatted(columns.size())));
    }
    return Optional.of(reader.read(new Row(line.number(), columns, cells.get())));
  }

  private static Optional<List<String>> cells(RawLine line) {
    try {
      return Optional.of(CSV.ofSingleCsvRecord(ImportFile.text(line.bytes())).getFields());
    } catch (CsvParseException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    lines.close();
  }
}
