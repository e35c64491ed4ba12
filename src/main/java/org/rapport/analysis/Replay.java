package org.rapport.analysis;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.model.RulebaseRef;

/**
 * A decision decided again from its record alone.
 *
 * @param recordedBy the rules that made it
 * @param replayedBy the rules that decided now
 * @param same whether the answer and the record's body come out as the very same bytes; false for
 *     other rules even where they conclude the same, for the answer names them
 * @param recordedSha256 {@code sha256:} and the digest of the answer on record
 * @param replayedSha256 the same of the answer now
 * @param difference what the other outcome differs in, or null when either is a fallback
 */
public record Replay(
    UUID decisionId,
    RulebaseRef recordedBy,
    RulebaseRef replayedBy,
    boolean same,
    String recordedSha256,
    String replayedSha256,
    @Nullable ChangesSince difference) {

  /** Whether it was decided by the very build that is on record. */
  public boolean ownBuild() {
    return recordedBy.equals(replayedBy);
  }

  /** What the outcome differs in. */
  public Optional<ChangesSince> changes() {
    return Optional.ofNullable(difference);
  }
}
