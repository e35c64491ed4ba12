package org.rapport.json;

import org.rapport.model.RecordedStep;

/**
 * A step as it goes on record: canonical JSON (RFC 8785), which here means that the names stand in
 * order, that every value is a text or null, and that nothing is added.
 */
public final class StepJson {

  private StepJson() {}

  /** The bytes that are kept, for ever. */
  public static byte[] bytes(RecordedStep step) {
    return JsonOut.objectBytes(
        out ->
            out.instant("at", step.at())
                .text("caller", step.by().name())
                .object("details", fields -> step.details().forEach(fields::text))
                .text("digest", step.digest())
                .text("owner", step.by().owner())
                .text("step", step.step())
                .text("subject", step.subject())
                .text("why", step.why()));
  }
}
