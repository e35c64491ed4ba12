package org.rapport.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.rapport.json.BundleLine;
import org.rapport.json.LeafText;
import org.rapport.tree.TreeHash;

/** Whether rules are the ones that decided, and texts the ones that were published. */
final class RulesCheck {
  private final Found found;
  private final Set<String> rules = new HashSet<>();
  private final Map<String, String> texts = new HashMap<>();

  RulesCheck(Found found) {
    this.found = found;
  }

  /** Takes the rules of decisions. */
  void rules(BundleLine.Rules line) {
    byte[] digest =
        digest(
            line.rulebase().getBytes(StandardCharsets.UTF_8),
            line.version().getBytes(StandardCharsets.UTF_8),
            line.build().getBytes(StandardCharsets.UTF_8),
            line.cards().getBytes(StandardCharsets.UTF_8),
            Base64.getDecoder().decode(line.dictionary()));
    if (!HexFormat.of().formatHex(digest).equals(line.digest())) {
      found.add(
          "rules " + line.digest(),
          "their text was changed: it hashes to " + HexFormat.of().formatHex(digest));
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

  /** Whether the rules of this digest were there. */
  boolean has(String digest) {
    return rules.contains(digest);
  }

  /** Takes a published text. */
  void text(BundleLine.Text line) {
    byte[] hash = TreeHash.plain(line.files().getBytes(StandardCharsets.UTF_8));
    texts.put(line.rulebase() + "\n" + line.version(), HexFormat.of().formatHex(hash));
  }

  /** Looks at a step that brought a text into force. */
  void published(LeafText.Published step, String row) {
    String hash = texts.get(step.rulebase() + "\n" + step.version());
    if (hash == null) {
      found.add(
          row,
          "the text of %s %s, which it brought into force, is gone"
              .formatted(step.rulebase(), step.version()));
    } else if (!hash.equals(step.files())) {
      found.add(
          row,
          "the text of %s %s was swapped: it hashes to %s, and came into force as %s"
              .formatted(step.rulebase(), step.version(), hash, step.files()));
    }
  }
}
