package org.rapport.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a leaf says, as far as verifying needs it.
 *
 * @param type what it is of: a decision, an erasure, or the kind of a step
 * @param decisionId the decision's id, or null
 * @param subject stands for the customer, or null
 * @param decidedAt when it was decided, or null
 * @param rules the digest of the decision's rules, or null
 * @param sealed SHA-256 of the sealed record, or null
 * @param commitment the commitment to what was said, or null
 * @param broughtIn whether it was made before there was a tree
 * @param published the rules that a step brought into force, or null
 */
public record LeafText(
    String type,
    @Nullable String decisionId,
    @Nullable String subject,
    @Nullable Instant decidedAt,
    @Nullable String rules,
    @Nullable String sealed,
    @Nullable String commitment,
    boolean broughtIn,
    @Nullable Published published) {

  private static final String RULEBASE = "rulebase:";

  /**
   * Rules that came into force.
   *
   * @param files SHA-256 of their text
   */
  public record Published(String rulebase, String version, String files) {}

  /**
   * Reads a leaf.
   *
   * @throws IllegalArgumentException when it is none; says why
   */
  public static LeafText read(byte[] leaf) {
    JsonIn in = JsonIn.object(leaf);
    return new LeafText(
        in.text(in.has("type") ? "type" : "step"),
        in.textOrNull("decisionId"),
        in.textOrNull("subject"),
        in.instantOrNull("decidedAt"),
        in.textOrNull("rules"),
        in.textOrNull("sealed"),
        in.textOrNull("commitment"),
        in.has("broughtIn") && in.flag("broughtIn"),
        published(in));
  }

  private static @Nullable Published published(JsonIn in) {
    String files = in.has("details") ? in.object("details").textOrNull("files") : null;
    String version = in.textOrNull("digest");
    String subject = in.textOrNull("subject");
    return files == null || version == null || subject == null || !subject.startsWith(RULEBASE)
        ? null
        : new Published(subject.substring(RULEBASE.length()), version, files);
  }

  /** The rules that a step brought into force; null when it is no such step, or cannot be read. */
  public static @Nullable Published published(String step) {
    try {
      return published(JsonIn.object(step.getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException damaged) {
      return null; // What became of the row is for the verifier to find.
    }
  }
}
