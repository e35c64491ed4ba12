package org.rapport.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.json.BundleLine;
import org.rapport.json.LeafText;
import org.rapport.tree.Checkpoint;
import org.rapport.tree.Frontier;
import org.rapport.tree.KeyHistory;
import org.rapport.tree.TreeHash;

/** The tree as it grows leaf by leaf, and whether it is the one that was signed and witnessed. */
final class SignedTree {
  /** How far clocks of nodes may lie apart, and how long a record may take to be written. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final HexFormat HEX = HexFormat.of();

  private final Found found;
  private final BundleLine.Head head;
  private final KeyHistory keys;
  private final List<Checkpoint> witnessed;
  private final List<Timed> sinceCheckpoint = new ArrayList<>();
  private Frontier frontier = new Frontier();
  private @Nullable Instant lastCheckpointAt;
  private boolean signedRootFits = true;
  private long checkpoints;

  private record Timed(String row, Instant decidedAt, boolean broughtIn) {}

  /** The tree up to where a bundle begins. */
  SignedTree(Found found, BundleLine.Head head, KeyHistory keys, List<Checkpoint> witnessed) {
    this.found = found;
    this.head = head;
    this.keys = keys;
    this.witnessed =
        witnessed.stream().filter(each -> each.origin().equals(head.origin())).toList();
    try {
      frontier = new Frontier(head.start(), head.frontier().stream().map(HEX::parseHex).toList());
    } catch (IllegalArgumentException e) {
      found.add("the bundle's frontier", String.valueOf(e.getMessage()));
    }
    String note = head.checkpoint();
    if (note != null) {
      signed(note, "checkpoint of " + head.start());
    } else if (head.start() > 0) {
      found.add("the bundle", "it begins at " + head.start() + " without a signed checkpoint");
    }
    witness();
  }

  long size() {
    return frontier.size();
  }

  byte[] root() {
    return frontier.root();
  }

  long checkpoints() {
    return checkpoints;
  }

  /** How a leaf's row is named. */
  static String row(long position, LeafText leaf) {
    return leaf.decisionId() == null
        ? "position %d, %s".formatted(position, leaf.type())
        : "position %d, decision %s".formatted(position, leaf.decisionId());
  }

  /** Puts a leaf into the tree; null when it cannot be read. */
  @Nullable LeafText leaf(long position, String text, @Nullable String hash) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    LeafText leaf = null;
    try {
      leaf = LeafText.read(bytes);
    } catch (IllegalArgumentException e) {
      found.add("position " + position, "its leaf cannot be read: " + e.getMessage());
    }
    String row = leaf == null ? "position " + position : row(position, leaf);
    if (position != frontier.size()) {
      found.add(row, "it stands where position " + frontier.size() + " is due");
    }
    byte[] own = TreeHash.leaf(bytes);
    if (hash == null) {
      found.add(row, "the tree has no hash for it");
    } else if (!HEX.formatHex(own).equals(hash)) {
      found.add(row, "the row was changed or swapped: it is not what the tree was made of");
    }
    frontier.add(own);
    witness();
    return leaf;
  }

  /** Takes note of when a decision says it was made. */
  void decided(String row, LeafText leaf) {
    Instant decidedAt = leaf.decidedAt();
    if (decidedAt != null) {
      sinceCheckpoint.add(new Timed(row, decidedAt, leaf.broughtIn()));
    }
  }

  /** The log has no rows for these leaves. */
  void missing(BundleLine.Missing line) {
    found.add(
        line.count() == 1
            ? "position %d, decision %s".formatted(line.position(), line.id())
            : "positions %d to %d".formatted(line.position(), line.position() + line.count() - 1),
        "the tree has it, but the row was deleted");
    signedRootFits = false;
    // No root can be told from here on; go on counting, so that other rows are still looked at.
    for (long i = 0; i < Math.min(line.count(), Found.MAX_FINDINGS); i++) {
      frontier.add(new byte[TreeHash.BYTES]);
    }
  }

  void checkpoint(String note) {
    checkpoints++;
    Checkpoint checkpoint = signed(note, "a checkpoint at " + frontier.size());
    if (checkpoint != null) {
      times(checkpoint.at());
    }
  }

  /** Checks a checkpoint against the tree as it is now; null when it is not rightly signed. */
  private @Nullable Checkpoint signed(String note, String row) {
    Checkpoint checkpoint;
    try {
      checkpoint = keys.read(note);
    } catch (IllegalArgumentException e) {
      found.add(row, String.valueOf(e.getMessage()));
      return null;
    }
    if (!checkpoint.origin().equals(head.origin())) {
      found.add(row, "it is of another log: " + checkpoint.origin());
    }
    if (checkpoint.size() != frontier.size()) {
      found.add(
          row, "it is of " + checkpoint.size() + " leaves, and stands behind " + frontier.size());
    } else if (signedRootFits && !Arrays.equals(checkpoint.root(), frontier.root())) {
      signedRootFits = false;
      found.add(
          "positions up to %d".formatted(checkpoint.size() - 1),
          "the tree is not the one that was signed at %s: rows since the checkpoint before were changed, inserted, removed or reordered"
              .formatted(checkpoint.at()));
    }
    Instant before = lastCheckpointAt;
    if (before != null && checkpoint.at().isBefore(before)) {
      found.add(row, "it was made at %s, before the one before it".formatted(checkpoint.at()));
    }
    if (before == null) {
      lastCheckpointAt = checkpoint.at();
    }
    return checkpoint;
  }

  /** Whether what was signed for the first time now was decided since the checkpoint before. */
  private void times(Instant at) {
    Instant before = lastCheckpointAt;
    boolean first = frontier.size() == sinceCheckpoint.size() || before == null;
    for (Timed each : sinceCheckpoint) {
      if (each.decidedAt().isAfter(at.plus(TOLERANCE))) {
        found.add(
            each.row(),
            "it says it was decided at %s, but was signed at %s".formatted(each.decidedAt(), at));
      } else if (!first
          && !each.broughtIn()
          && before != null
          && each.decidedAt().isBefore(before.minus(TOLERANCE))) {
        found.add(
            each.row(),
            "it was back-dated: it says it was decided at %s, but was not there at %s"
                .formatted(each.decidedAt(), before));
      }
    }
    sinceCheckpoint.clear();
    lastCheckpointAt = at;
  }

  /** Whether the tree is what a witness saw when it had as many leaves. */
  private void witness() {
    for (Checkpoint each : witnessed) {
      if (each.size() == frontier.size()
          && signedRootFits
          && !MessageDigest.isEqual(each.root(), frontier.root())) {
        found.add(
            "the tree of %d leaves".formatted(each.size()),
            "the witness saw another one at %s: the log was forked".formatted(each.at()));
      }
    }
  }

  /** Whether a witness saw more, and all leaves are covered. */
  void end() {
    Instant to = head.to();
    witnessed.stream()
        .filter(each -> each.size() > head.size() && (to == null || each.at().isBefore(to)))
        .findFirst()
        .ifPresent(
            each ->
                found.add(
                    "positions %d to %d".formatted(head.size(), each.size() - 1),
                    "the log was truncated: the witness saw them at " + each.at()));
    if (!sinceCheckpoint.isEmpty() && signedRootFits) {
      found.add(sinceCheckpoint.get(0).row(), "no checkpoint covers it");
    }
  }
}
