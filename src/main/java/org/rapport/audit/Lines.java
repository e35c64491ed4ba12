package org.rapport.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.json.BundleLine;
import org.rapport.store.LogRows;
import org.rapport.store.TreeReader;

/** The lines of some batches, with the checkpoints between their leaves. */
final class Lines {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final long from;
  private final long to;
  private final List<byte[]> hashes;
  private final List<TreeReader.Signed> checkpoints;
  private long position;
  private int nextCheckpoint;

  /**
   * No lines yet.
   *
   * @param hashes those of the leaves as the tree has them; empty when they cannot be told
   * @param checkpoints those that cover these leaves, the smallest first
   */
  Lines(long from, long to, List<byte[]> hashes, List<TreeReader.Signed> checkpoints) {
    this.from = from;
    this.to = to;
    this.hashes = hashes;
    this.checkpoints = checkpoints;
    this.position = from;
  }

  void add(byte[] lines) {
    out.writeBytes(lines);
  }

  /** Adds the leaves of a batch that are wanted. */
  void batch(LogRows.Batch batch, Map<UUID, LogRows.Logged> decisions, Map<UUID, String> entries) {
    upTo(Math.min(batch.first(), to));
    for (int i = 0; i < batch.ids().size(); i++) {
      long place = batch.first() + i;
      if (place >= from && place < to) {
        leaf(place, batch.ids().get(i), decisions, entries);
      }
    }
  }

  private void leaf(
      long place, UUID id, Map<UUID, LogRows.Logged> decisions, Map<UUID, String> entries) {
    LogRows.Logged decision = decisions.get(id);
    String entry = entries.get(id);
    if (decision != null) {
      add(line(place, decision));
    } else if (entry != null) {
      add(new BundleLine.Entry(place, entry, hash(place)).bytes());
    } else {
      add(new BundleLine.Missing(place, 1, id.toString()).bytes());
    }
    at(place + 1);
  }

  private byte[] line(long place, LogRows.Logged decision) {
    LogRows.Opened opened = decision.opened();
    byte[] sealed = decision.sealed();
    return new BundleLine.Decision(
            place,
            decision.leaf().text(),
            hash(place),
            sealed == null ? null : BundleLine.base64(sealed),
            decision.erasedAt(),
            opened == null
                ? null
                : new BundleLine.Opened(
                    BundleLine.hex(opened.salt()),
                    opened.customerId(),
                    new String(opened.answer(), StandardCharsets.UTF_8),
                    new String(opened.body(), StandardCharsets.UTF_8)))
        .bytes();
  }

  private @Nullable String hash(long place) {
    int index = (int) (place - from);
    return index < hashes.size() ? BundleLine.hex(hashes.get(index)) : null;
  }

  /** Says which leaves before a position no batch has. */
  void upTo(long end) {
    if (position < end) {
      add(new BundleLine.Missing(position, end - position, null).bytes());
      at(end);
    }
  }

  private void at(long after) {
    position = Math.max(position, after);
    while (nextCheckpoint < checkpoints.size()
        && checkpoints.get(nextCheckpoint).size() <= position) {
      add(new BundleLine.Checkpoint(checkpoints.get(nextCheckpoint).note()).bytes());
      nextCheckpoint++;
    }
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
