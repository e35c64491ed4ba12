package org.rapport.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rapport.json.BundleLine;
import org.rapport.json.LeafText;
import org.rapport.tree.Commitment;
import org.rapport.tree.TreeHash;

/** Whether decisions are what their leaves say. */
final class DecisionCheck {
  private static final HexFormat HEX = HexFormat.of();

  private final Found found;
  private final RulesCheck rules;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> erasedSubjects = new HashSet<>();
  private final Map<String, BundleVerifier.Finding> erasedDecisions = new HashMap<>();
  private boolean broughtInIsOver;
  private long decisions;
  private long erased;

  DecisionCheck(Found found, RulesCheck rules) {
    this.found = found;
    this.rules = rules;
  }

  long decisions() {
    return decisions;
  }

  long erased() {
    return erased;
  }

  /**
   * Looks at a decision.
   *
   * @param opened whether the bundle tells what was said
   * @return whether it is one
   */
  boolean decision(BundleLine.Decision line, LeafText leaf, String row, boolean opened) {
    decisions++;
    if (!leaf.type().equals("decision") || leaf.sealed() == null || leaf.commitment() == null) {
      found.add(row, "its leaf is not that of a decision");
      return false;
    }
    if (!seen.add(String.valueOf(leaf.decisionId()))) {
      found.add(row, "it stands in the tree twice");
    }
    if (!rules.has(String.valueOf(leaf.rules()))) {
      found.add(row, "the rules that it names, " + leaf.rules() + ", are not on record");
    }
    sealed(line, leaf, row);
    said(line, leaf, row, opened);
    if (leaf.broughtIn() && broughtInIsOver) {
      found.add(
          row,
          "it says that it was made before there was a tree, but stands behind one that was not");
    }
    broughtInIsOver |= !leaf.broughtIn();
    return true;
  }

  private void sealed(BundleLine.Decision line, LeafText leaf, String row) {
    String sealed = line.sealed();
    if (sealed == null) {
      found.add(row, "its sealed record is gone");
    } else if (!HEX.formatHex(TreeHash.plain(decoded(sealed))).equals(leaf.sealed())) {
      found.add(row, "its sealed record was changed");
    }
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  private void said(BundleLine.Decision line, LeafText leaf, String row, boolean told) {
    BundleLine.@Nullable Opened opened = line.opened();
    if (opened != null && !HEX.formatHex(commitment(opened)).equals(leaf.commitment())) {
      found.add(row, "what was said is not what its leaf commits to");
    }
    if (line.erasedAt() != null) {
      erased++;
      erasedDecisions.put(
          String.valueOf(leaf.subject()),
          new BundleVerifier.Finding(row, "its key is destroyed, but no erasure is on record"));
    } else if (opened == null && told) {
      found.add(row, "what was said cannot be opened, and its customer was not erased");
    }
  }

  private static byte[] commitment(BundleLine.Opened opened) {
    return Commitment.of(
        HEX.parseHex(opened.salt()),
        opened.customerId(),
        opened.answer().getBytes(StandardCharsets.UTF_8),
        opened.body().getBytes(StandardCharsets.UTF_8));
  }

  /** Takes note of any other leaf. */
  void entry(LeafText leaf) {
    broughtInIsOver = true;
    if (leaf.type().equals("erasure") && leaf.subject() != null) {
      erasedSubjects.add(leaf.subject());
    }
  }

  /** Whether each erased decision has its erasure; where all there is was exported. */
  void end() {
    erasedDecisions.forEach(
        (subject, finding) -> {
          if (!erasedSubjects.contains(subject)) {
            found.add(finding);
          }
        });
  }
}
