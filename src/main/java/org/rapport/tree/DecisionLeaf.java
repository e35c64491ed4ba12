package org.rapport.tree;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What the tree holds of a decision: the header, which is nothing personal, and two hashes that
 * bind what was said without telling it.
 *
 * @param subject stands for the customer while the customer's key is there, and for nobody after
 * @param caller the name of the API key
 * @param rules SHA-256 of what all decisions by the same rules have in common
 * @param sealed SHA-256 of the sealed record as it is stored
 * @param commitment the salted hash of what was said: see {@link Commitment}
 * @param broughtIn whether it was made before there was a tree
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record DecisionLeaf(
    UUID decisionId,
    UUID subject,
    String caller,
    Instant asOf,
    Instant receivedAt,
    Instant decidedAt,
    String rulebase,
    String version,
    String build,
    byte[] rules,
    boolean fallback,
    byte[] sealed,
    byte[] commitment,
    boolean broughtIn) {

  /** The leaf as text: RFC 8785, so the names stand in their order. */
  public String text() {
    StringBuilder out = new StringBuilder(1_024);
    out.append("{\"asOf\":\"").append(CanonicalText.instant(asOf));
    out.append("\",\"broughtIn\":").append(broughtIn);
    text(out, "build", build);
    text(out, "caller", caller);
    text(out, "commitment", HexFormat.of().formatHex(commitment));
    text(out, "decidedAt", CanonicalText.instant(decidedAt));
    text(out, "decisionId", decisionId.toString());
    out.append(",\"fallback\":").append(fallback);
    text(out, "receivedAt", CanonicalText.instant(receivedAt));
    text(out, "rulebase", rulebase);
    text(out, "rules", HexFormat.of().formatHex(rules));
    text(out, "sealed", HexFormat.of().formatHex(sealed));
    text(out, "subject", subject.toString());
    text(out, "type", "decision");
    text(out, "version", version);
    return out.append('}').toString();
  }

  private static void text(StringBuilder out, String name, String value) {
    out.append(",\"").append(name).append("\":");
    CanonicalText.quoted(out, value);
  }

  /** The leaf's hash in the tree. */
  public byte[] hash() {
    return TreeHash.leaf(text().getBytes(StandardCharsets.UTF_8));
  }
}
