package org.rapport.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rapport.json.BundleLine;
import org.rapport.json.LeafText;
import org.rapport.tree.Checkpoint;
import org.rapport.tree.Frontier;
import org.rapport.tree.KeyHistory;
import org.rapport.tree.VerifierKey;

/**
 * Verifies a proof bundle line by line, with nothing but the public key, and whatever checkpoints a
 * witness kept: no database, no service. docs/audit.md tells each step, so that anybody can write
 * another.
 */
public final class BundleVerifier {
  private final VerifierKey key;
  private final List<Checkpoint> witnessed;
  private final Found found = new Found();
  private final RulesCheck rules = new RulesCheck(found);
  private final DecisionCheck decisions = new DecisionCheck(found, rules);
  private final List<String> keyChanges = new ArrayList<>();
  private BundleLine.@Nullable Head head;
  private @Nullable SignedTree tree;
  private boolean ended;

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

  /**
   * The keys that signed a bundle, as its first lines tell.
   *
   * @throws IllegalArgumentException when a line is none of a bundle
   */
  public static KeyHistory keys(VerifierKey trusted, Stream<String> lines) {
    List<String> notes = new ArrayList<>();
    Iterator<String> all = lines.iterator();
    while (all.hasNext()) {
      BundleLine line = BundleLine.read(all.next().getBytes(StandardCharsets.UTF_8));
      if (line instanceof BundleLine.KeyChange change) {
        notes.add(change.note());
      } else if (!(line instanceof BundleLine.Head)) {
        break;
      }
    }
    return new KeyHistory(trusted, notes);
  }

  /** Takes the next line, without its line feed. */
  public void line(byte[] bytes) {
    BundleLine line;
    try {
      line = BundleLine.read(bytes);
    } catch (IllegalArgumentException e) {
      found.add("a line behind position " + size(), String.valueOf(e.getMessage()));
      return;
    }
    if (line instanceof BundleLine.Head first) {
      head(first);
    } else if (head == null) {
      found.add("the bundle", "it does not begin with its head");
      head = new BundleLine.Head("", "", 0, 0, null, false, List.of(), null);
    } else if (line instanceof BundleLine.KeyChange change && tree == null) {
      keyChanges.add(change.note());
    } else {
      line(line, begun(head));
    }
  }

  private long size() {
    return tree == null ? 0 : tree.size();
  }

  private void head(BundleLine.Head first) {
    if (head != null) {
      found.add("the bundle", "it has two heads");
      return;
    }
    head = first;
  }

  /** The tree, once the keys are told that signed it. */
  private SignedTree begun(BundleLine.Head first) {
    SignedTree known = tree;
    if (known != null) {
      return known;
    }
    KeyHistory keys = new KeyHistory(key, keyChanges);
    keys.unfit().forEach(unfit -> found.add("the bundle's keys", unfit));
    if (!keys.has(first.key())) {
      found.add(
          "the bundle", "it names another key than the one it is verified with: " + first.key());
    }
    SignedTree begun = new SignedTree(found, first, keys, witnessed);
    tree = begun;
    return begun;
  }

  private void line(BundleLine line, SignedTree log) {
    if (line instanceof BundleLine.Rules each) {
      rules.rules(each);
    } else if (line instanceof BundleLine.Text text) {
      rules.text(text);
    } else if (line instanceof BundleLine.Decision decision) {
      decision(decision, log);
    } else if (line instanceof BundleLine.Entry entry) {
      entry(entry, log);
    } else if (line instanceof BundleLine.Missing missing) {
      log.missing(missing);
    } else if (line instanceof BundleLine.Checkpoint checkpoint) {
      log.checkpoint(checkpoint.note());
    } else if (line instanceof BundleLine.Stray stray) {
      found.add(
          "decision " + stray.decisionId(),
          "it is on record, but in no tree: it was inserted past the service");
    } else if (line instanceof BundleLine.End end) {
      end(end, log);
    } else {
      found.add("a line behind position " + size(), "it stands at a wrong place");
    }
  }

  private void decision(BundleLine.Decision line, SignedTree log) {
    LeafText leaf = log.leaf(line.position(), line.leaf(), line.hash());
    if (leaf != null) {
      String row = SignedTree.row(line.position(), leaf);
      if (decisions.decision(line, leaf, row, head != null && head.opened())) {
        log.decided(row, leaf);
      }
    }
  }

  private void entry(BundleLine.Entry line, SignedTree log) {
    LeafText leaf = log.leaf(line.position(), line.leaf(), line.hash());
    if (leaf != null) {
      decisions.entry(leaf);
      LeafText.Published published = leaf.published();
      if (published != null) {
        rules.published(published, SignedTree.row(line.position(), leaf));
      }
    }
  }

  private void end(BundleLine.End line, SignedTree log) {
    ended = true;
    if (head != null && (line.size() != head.size() || log.size() != head.size())) {
      found.add(
          "the bundle's end",
          "%d leaves were told of, and there are %d".formatted(head.size(), log.size()));
    }
  }

  /** What it came to, after the last line. */
  public Result result() {
    BundleLine.Head first = head;
    if (first == null) {
      found.add("the bundle", "it is empty");
      return new Result(found.all(), 0, 0, 0, 0, 0, new Frontier().root());
    }
    SignedTree log = begun(first);
    if (!ended) {
      found.add("the bundle's end", "it was cut off behind position " + (log.size() - 1));
    }
    log.end();
    if (first.to() == null) {
      decisions.end();
    }
    return new Result(
        found.all(),
        first.start(),
        log.size(),
        decisions.decisions(),
        decisions.erased(),
        log.checkpoints(),
        log.root());
  }
}
