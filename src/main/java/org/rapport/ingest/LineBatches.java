package org.rapport.ingest;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rapport.model.EventBatch;

/** Gathers the items of a file into batches. */
final class LineBatches implements ImportReader {
  private final LineSource source;
  private final LineItems items;
  private final InstantSource clock;

  LineBatches(LineSource source, LineItems items, InstantSource clock) {
    this.source = source;
    this.items = items;
    this.clock = clock;
  }

  @Override
  public Optional<ImportBatch> next() throws ImportFailedException {
    List<ImportBatch.Line> lines = new ArrayList<>();
    List<JsonTree> trees = new ArrayList<>();
    long characters = 0;
    while (lines.size() < IngestLimits.MAX_IMPORT_BATCH_ITEMS
        && characters < IngestLimits.MAX_IMPORT_BATCH_BYTES) {
      LineItems.Item item = items.next();
      if (item == null) {
        break;
      }
      lines.add(item.line());
      trees.add(item.tree());
      characters += item.line().text().length();
    }
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    EventBatch batch =
        Items.batch(receivedAt, trees, (index, item) -> items.event(index, item, receivedAt));
    return Optional.of(new ImportBatch(batch, lines));
  }

  @Override
  public long bytesRead() {
    return source.bytesRead();
  }

  @Override
  public long totalBytes() {
    return source.totalBytes();
  }

  @Override
  public void close() {
    source.close();
  }
}
