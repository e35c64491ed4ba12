package org.rapport.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rapport.json.BundleLine;
import org.rapport.json.LeafText;
import org.rapport.tree.Checkpoint;
import org.rapport.tree.Commitment;
import org.rapport.tree.Frontier;
import org.rapport.tree.TreeHash;
import org.rapport.tree.VerifierKey;

/**
 * Verifies a proof bundle line by line, with nothing but the public key, and whatever checkpoints a
 * witness kept: no database, no service. docs/audit.md tells each step, so that anybody can write
 * another.
 */
public final class BundleVerifier {
  /** How far clocks of nodes may lie apart, and how long a record may take to be written. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final int MAX_FINDINGS = 1_000;
  private static final HexFormat HEX = HexFormat.of();

  private final VerifierKey key;
  private final List<Checkpoint> witnessed;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> rules = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Set<String> erasedSubjects = new HashSet<>();
  private final Map<String, Finding> erasedDecisions = new HashMap<>();
  private final List<Timed> sinceCheckpoint = new ArrayList<>();
  private BundleLine.@Nullable Head head;
  private Frontier frontier = new Frontier();
  private @Nullable Instant lastCheckpointAt;
  private boolean signedRootFits = true;
  private boolean broughtInIsOver;
  private boolean ended;
  private long decisions;
  private long erased;
  private long checkpoints;

  /**
   * A verifier.
   *
   * @param witnessed checkpoints that were kept elsewhere, their signatures checked; may be empty
   */
  public BundleVerifier(VerifierKey key, List<Checkpoint> witnessed) {
    this.key = key;
    this.witnessed = List.copyOf(witnessed);
  }

  /**
   * Something that is not as it was.
   *
   * @param row where: a decision, a position, a checkpoint
   * @param what what is wrong there
   */
  public record Finding(String row, String what) {
    @Override
    public String toString() {
      return row + ": " + what;
    }
  }

  private record Timed(String row, Instant decidedAt, boolean broughtIn) {}

  /**
   * What verifying came to.
   *
   * @param findings empty when all is as it was
   * @param root the root over all leaves, which the last checkpoint signs
   */
  @SuppressWarnings("ArrayRecordComponent") // told once, never compared
  public record Result(
      List<Finding> findings,
      long start,
      long size,
      long decisions,
      long erased,
      long checkpoints,
      byte[] root) {}

  /** Takes the next line, without its line feed. */
  public void line(byte[] bytes) {
    BundleLine line;
    try {
      line = BundleLine.read(bytes);
    } catch (IllegalArgumentException e) {
      find("a line behind position " + frontier.size(), String.valueOf(e.getMessage()));
      return;
    }
    if (line instanceof BundleLine.Head first) {
      head(first);
    } else if (head == null) {
      find("the bundle", "it does not begin with its head");
      head = new BundleLine.Head("", "", 0, 0, null, false, List.of(), null);
    } else if (line instanceof BundleLine.Rules each) {
      rules(each);
    } else if (line instanceof BundleLine.Decision decision) {
      decision(decision);
    } else if (line instanceof BundleLine.Entry entry) {
      entry(entry);
    } else if (line instanceof BundleLine.Missing missing) {
      missing(missing);
    } else if (line instanceof BundleLine.Checkpoint checkpoint) {
      checkpoint(checkpoint);
    } else if (line instanceof BundleLine.Stray stray) {
      find(
          "decision " + stray.decisionId(),
          "it is on record, but in no tree: it was inserted past the service");
    } else if (line instanceof BundleLine.End end) {
      end(end);
    }
  }

  private void head(BundleLine.Head first) {
    if (head != null) {
      find("the bundle", "it has two heads");
      return;
    }
    head = first;
    if (!first.key().equals(key.toString())) {
      find("the bundle", "it names another key than the one it is verified with: " + first.key());
    }
    try {
      frontier = new Frontier(first.start(), first.frontier().stream().map(HEX::parseHex).toList());
    } catch (IllegalArgumentException e) {
      find("the bundle's frontier", String.valueOf(e.getMessage()));
    }
    String note = first.checkpoint();
    if (note != null) {
      signed(note, "checkpoint of " + first.start());
    } else if (first.start() > 0) {
      find("the bundle", "it begins at " + first.start() + " without a signed checkpoint");
    }
    witness();
  }

  private void rules(BundleLine.Rules line) {
    byte[] digest =
        digest(
            line.rulebase().getBytes(StandardCharsets.UTF_8),
            line.version().getBytes(StandardCharsets.UTF_8),
            line.build().getBytes(StandardCharsets.UTF_8),
            line.cards().getBytes(StandardCharsets.UTF_8),
            Base64.getDecoder().decode(line.dictionary()));
    if (!HEX.formatHex(digest).equals(line.digest())) {
      find(
          "rules " + line.digest(),
          "their text was changed: it hashes to " + HEX.formatHex(digest));
    }
    rules.add(line.digest());
  }

  private static byte[] digest(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += Integer.BYTES + part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.putInt(part.length).put(part);
    }
    return TreeHash.plain(all.array());
  }

  private void decision(BundleLine.Decision line) {
    LeafText leaf = leaf(line.position(), line.leaf(), line.hash());
    if (leaf == null) {
      return;
    }
    decisions++;
    String row = row(line.position(), leaf);
    if (!leaf.type().equals("decision") || leaf.sealed() == null || leaf.commitment() == null) {
      find(row, "its leaf is not that of a decision");
      return;
    }
    if (!seen.add(String.valueOf(leaf.decisionId()))) {
      find(row, "it stands in the tree twice");
    }
    if (!rules.contains(String.valueOf(leaf.rules()))) {
      find(row, "the rules that it names, " + leaf.rules() + ", are not on record");
    }
    sealed(line, leaf, row);
    Instant decidedAt = leaf.decidedAt();
    if (decidedAt != null) {
      sinceCheckpoint.add(new Timed(row, decidedAt, leaf.broughtIn()));
    }
    if (leaf.broughtIn() && broughtInIsOver) {
      find(
          row,
          "it says that it was made before there was a tree, but stands behind one that was not");
    }
    broughtInIsOver |= !leaf.broughtIn();
  }

  private void sealed(BundleLine.Decision line, LeafText leaf, String row) {
    String sealed = line.sealed();
    if (sealed == null) {
      find(row, "its sealed record is gone");
    } else if (!HEX.formatHex(TreeHash.plain(decoded(sealed))).equals(leaf.sealed())) {
      find(row, "its sealed record was changed");
    }
    BundleLine.Opened opened = line.opened();
    if (opened != null && !HEX.formatHex(commitment(opened)).equals(leaf.commitment())) {
      find(row, "what was said is not what its leaf commits to");
    }
    if (line.erasedAt() != null) {
      erased++;
      erasedDecisions.put(
          String.valueOf(leaf.subject()),
          new Finding(row, "its key is destroyed, but no erasure is on record"));
    } else if (opened == null && head != null && head.opened()) {
      find(row, "what was said cannot be opened, and its customer was not erased");
    }
  }

  private static byte[] commitment(BundleLine.Opened opened) {
    return Commitment.of(
        HEX.parseHex(opened.salt()),
        opened.customerId(),
        opened.answer().getBytes(StandardCharsets.UTF_8),
        opened.body().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  private void entry(BundleLine.Entry line) {
    LeafText leaf = leaf(line.position(), line.leaf(), line.hash());
    if (leaf == null) {
      return;
    }
    broughtInIsOver = true;
    if (leaf.type().equals("erasure") && leaf.subject() != null) {
      erasedSubjects.add(leaf.subject());
    }
  }

  /** Puts a leaf into the tree; null when it cannot be read. */
  private @Nullable LeafText leaf(long position, String text, @Nullable String hash) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    LeafText leaf = null;
    try {
      leaf = LeafText.read(bytes);
    } catch (IllegalArgumentException e) {
      find("position " + position, "its leaf cannot be read: " + e.getMessage());
    }
    String row = leaf == null ? "position " + position : row(position, leaf);
    if (position != frontier.size()) {
      find(row, "it stands where position " + frontier.size() + " is due");
    }
    byte[] own = TreeHash.leaf(bytes);
    if (hash == null) {
      find(row, "the tree has no hash for it");
    } else if (!HEX.formatHex(own).equals(hash)) {
      find(row, "the row was changed or swapped: it is not what the tree was made of");
    }
    add(own);
    return leaf;
  }

  private void add(byte[] hash) {
    frontier.add(hash);
    witness();
  }

  private void missing(BundleLine.Missing line) {
    find(
        line.count() == 1
            ? "position %d, decision %s".formatted(line.position(), line.id())
            : "positions %d to %d".formatted(line.position(), line.position() + line.count() - 1),
        "the tree has it, but the row was deleted");
    signedRootFits = false;
    // No root can be told from here on; go on counting, so that other rows are still looked at.
    for (long i = 0; i < Math.min(line.count(), MAX_FINDINGS); i++) {
      frontier.add(new byte[TreeHash.BYTES]);
    }
  }

  private static String row(long position, LeafText leaf) {
    return leaf.decisionId() == null
        ? "position %d, %s".formatted(position, leaf.type())
        : "position %d, decision %s".formatted(position, leaf.decisionId());
  }

  private void checkpoint(BundleLine.Checkpoint line) {
    checkpoints++;
    Checkpoint checkpoint = signed(line.note(), "a checkpoint at " + frontier.size());
    if (checkpoint != null) {
      times(checkpoint.at());
    }
  }

  /** Checks a checkpoint against the tree as it is now; null when it is not rightly signed. */
  private @Nullable Checkpoint signed(String note, String row) {
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.read(note, key);
    } catch (IllegalArgumentException e) {
      find(row, String.valueOf(e.getMessage()));
      return null;
    }
    if (head != null && !checkpoint.origin().equals(head.origin())) {
      find(row, "it is of another log: " + checkpoint.origin());
    }
    if (checkpoint.size() != frontier.size()) {
      find(row, "it is of " + checkpoint.size() + " leaves, and stands behind " + frontier.size());
    } else if (signedRootFits && !Arrays.equals(checkpoint.root(), frontier.root())) {
      signedRootFits = false;
      find(
          "positions up to %d".formatted(checkpoint.size() - 1),
          "the tree is not the one that was signed at %s: rows since the checkpoint before were changed, inserted, removed or reordered"
              .formatted(checkpoint.at()));
    }
    Instant before = lastCheckpointAt;
    if (before != null && checkpoint.at().isBefore(before)) {
      find(row, "it was made at %s, before the one before it".formatted(checkpoint.at()));
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
        find(
            each.row(),
            "it says it was decided at %s, but was signed at %s".formatted(each.decidedAt(), at));
      } else if (!first
          && !each.broughtIn()
          && before != null
          && each.decidedAt().isBefore(before.minus(TOLERANCE))) {
        find(
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
          && head != null
          && each.origin().equals(head.origin())
          && !MessageDigest.isEqual(each.root(), frontier.root())) {
        find(
            "the tree of %d leaves".formatted(each.size()),
            "the witness saw another one at %s: the log was forked".formatted(each.at()));
      }
    }
  }

  private void end(BundleLine.End line) {
    ended = true;
    if (head != null && (line.size() != head.size() || frontier.size() != head.size())) {
      find(
          "the bundle's end",
          "%d leaves were told of, and there are %d".formatted(head.size(), frontier.size()));
    }
  }

  /** What it came to, after the last line. */
  public Result result() {
    if (head == null) {
      find("the bundle", "it is empty");
    } else if (!ended) {
      find("the bundle's end", "it was cut off behind position " + (frontier.size() - 1));
    }
    for (Checkpoint each : witnessed) {
      Instant to = head == null ? null : head.to();
      if (head != null
          && each.origin().equals(head.origin())
          && each.size() > head.size()
          && (to == null || each.at().isBefore(to))) {
        find(
            "positions %d to %d".formatted(head.size(), each.size() - 1),
            "the log was truncated: the witness saw them at " + each.at());
        break;
      }
    }
    if (!sinceCheckpoint.isEmpty() && signedRootFits) {
      find(sinceCheckpoint.get(0).row(), "no checkpoint covers it");
    }
    boolean whole = head != null && head.to() == null;
    erasedDecisions.forEach(
        (subject, finding) -> {
          if (whole && !erasedSubjects.contains(subject)) {
            findings.add(finding);
          }
        });
    return new Result(
        List.copyOf(findings),
        head == null ? 0 : head.start(),
        frontier.size(),
        decisions,
        erased,
        checkpoints,
        frontier.root());
  }

  private void find(String row, String what) {
    if (findings.size() < MAX_FINDINGS) {
      findings.add(new Finding(row, what));
    }
  }
}
