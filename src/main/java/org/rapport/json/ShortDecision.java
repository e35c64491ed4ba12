package org.rapport.json;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.model.SegmentLevel;

/**
 * A customer's latest decision in short, as lists show it.
 *
 * @param action the first action's id
 */
public record ShortDecision(
    String customerId,
    UUID decisionId,
    Instant asOf,
    Instant decidedAt,
    int score,
    long rawMillionths,
    @Nullable String band,
    String phase,
    String evidence,
    List<SegmentLevel> segments,
    @Nullable String action) {

  public ShortDecision {
    segments = List.copyOf(segments);
  }

  void fields(JsonOut out) {
    out.text("decisionId", decisionId.toString())
        .instant("asOf", asOf)
        .instant("decidedAt", decidedAt)
        .object(
            "score",
            fields ->
                fields
                    .number("value", score)
                    .decimal("raw", rawMillionths)
                    .text("band", band)
                    .text("evidence", evidence))
        .text("phase", phase)
        .objects(
            "segments",
            segments,
            (fields, in) ->
                fields.text("segment", in.segment().word()).text("level", in.level().word()))
        .text("action", action);
  }
}
