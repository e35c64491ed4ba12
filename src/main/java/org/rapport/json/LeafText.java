package org.rapport.json;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a leaf says, as far as verifying needs it.
 *
 * @param type what it is of: a decision, an erasure, or something else
 * @param decisionId the decision's id, or null
 * @param subject stands for the customer, or null
 * @param decidedAt when it was decided, or null
 * @param rules the digest of the decision's rules, or null
 * @param sealed SHA-256 of the sealed record, or null
 * @param commitment the commitment to what was said, or null
 * @param broughtIn whether it was made before there was a tree
 */
public record LeafText(
    String type,
    @Nullable String decisionId,
    @Nullable String subject,
    @Nullable Instant decidedAt,
    @Nullable String rules,
    @Nullable String sealed,
    @Nullable String commitment,
    boolean broughtIn) {

  /**
   * Reads a leaf.
   *
   * @throws IllegalArgumentException when it is none; says why
   */
  public static LeafText read(byte[] leaf) {
    JsonIn in = JsonIn.object(leaf);
    return new LeafText(
        in.text("type"),
        in.textOrNull("decisionId"),
        in.textOrNull("subject"),
        in.instantOrNull("decidedAt"),
        in.textOrNull("rules"),
        in.textOrNull("sealed"),
        in.textOrNull("commitment"),
        in.has("broughtIn") && in.flag("broughtIn"));
  }
}
