package org.rapport.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rapport.ingest.JsonTree.Fields;
import org.rapport.ingest.LineSource.RawLine;
import org.rapport.model.Event;

/**
 * CSV with a row of column names. Columns that are no words of ours are properties: numbers as JSON
 * writes them, {@code true} and {@code false}, else texts; an empty cell says nothing.
 */
final class CsvItems implements LineItems {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final CsvReader.CsvReaderBuilder CSV = CsvReader.builder();

  private final Pushback lines;
  private final CsvColumns columns;

  CsvItems(String file, Pushback lines) throws ImportFailedException {
    this.lines = lines;
    this.columns = CsvColumns.of(file, header(lines));
  }

  private static List<String> header(Pushback lines) throws ImportFailedException {
    RawLine first = lines.next();
    if (first == null || first.tooLong()) {
      return List.of();
    }
    try {
      return CSV.ofSingleCsvRecord(ImportFile.text(first.bytes())).getFields();
    } catch (CsvParseException e) {
      return List.of();
    }
  }

  @Override
  public @Nullable Item next() throws ImportFailedException {
    RawLine line = lines.next();
    while (line != null && !line.tooLong() && line.bytes().length == 0) {
      line = lines.next();
    }
    if (line == null) {
      return null;
    }
    if (line.tooLong()) {
      return LineItems.tooLong(line);
    }
    String text = row(line);
    if (text == null) {
      return LineItems.refused(
          line.number(),
          ImportFile.text(line.bytes()),
          malformed("Line %d opens a quote that never closes.".formatted(line.number())));
    }
    return item(line.number(), text);
  }

  /**
   * The row that begins in this line, over further lines while a quote is open; null if for ever.
   */
  private @Nullable String row(RawLine line) throws ImportFailedException {
    String text = ImportFile.text(line.bytes());
    if (quotesClosed(text, true)) {
      return text;
    }
    StringBuilder row = new StringBuilder(text);
    List<RawLine> further = new ArrayList<>();
    boolean closed = false;
    while (!closed && further.size() < IngestLimits.MAX_QUOTED_LINES) {
      RawLine next = lines.next();
      if (next == null) {
        break;
      }
      further.add(next);
      if (next.tooLong() || row.length() > IngestLimits.MAX_LINE_BYTES) {
        break;
      }
      String more = ImportFile.text(next.bytes());
      row.append('\n').append(more);
      closed = quotesClosed(more, false);
    }
    if (closed) {
      return row.toString();
    }
    lines.pushBack(further);
    return null;
  }

  /** Whether no quote is open after the text, given whether none was before it. */
  private static boolean quotesClosed(String text, boolean closedBefore) {
    return text.chars().filter(c -> c == '"').count() % 2 == 0 == closedBefore;
  }

  private Item item(long number, String text) {
    List<String> cells;
    try {
      cells = CSV.ofSingleCsvRecord(text).getFields();
    } catch (CsvParseException e) {
      return LineItems.refused(
          number, text, malformed("Line %d is not a row of CSV.".formatted(number)));
    }
    if (cells.size() != columns.size()) {
      return LineItems.refused(
          number,
          text,
          malformed(
              "Line %d has %d cells; the first line names %d columns."
                  .formatted(number, cells.size(), columns.size())));
    }
    SortedMap<String, JsonTree> item = new TreeMap<>();
    SortedMap<String, JsonTree> properties = new TreeMap<>();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      if (!cell.isEmpty()) {
        String field = columns.field(i);
        if (field == null) {
          properties.put(columns.name(i), typed(cell));
        } else {
          item.put(field, new JsonTree.TextLeaf(cell));
        }
      }
    }
    item.put("properties", new Fields(properties));
    if (!item.containsKey("messageId")) {
      String derived = MessageIds.derived("csv", new Fields(item));
      item.put("messageId", new JsonTree.TextLeaf(derived));
    }
    return new Item(new ImportBatch.Line(number, text), new Fields(item));
  }

  @Override
  public Event event(int index, Fields item, Instant receivedAt) throws ItemRefusedException {
    return NativeEvents.event(index, item, receivedAt);
  }

  private static JsonTree typed(String cell) {
    if (cell.equals("true") || cell.equals("false")) {
      return new JsonTree.FlagLeaf(cell.equals("true"));
    }
    return cell.length() <= IngestLimits.MAX_NUMBER_CHARACTERS && NUMBER.matcher(cell).matches()
        ? new JsonTree.NumberLeaf(cell)
        : new JsonTree.TextLeaf(cell);
  }

  private static ItemRefusedException malformed(String what) {
    return new ItemRefusedException(
        RejectionCode.LINE_MALFORMED,
        what,
        "a comma or a quote in a cell is not quoted; put such cells in double quotes.");
  }
}
