package org.rapport.json;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rapport.model.Caller;
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

  /** A step as it was kept; of the key that took it, name and owner are known. */
  public static RecordedStep read(byte[] json) {
    JsonIn in = JsonIn.object(json);
    SortedMap<String, String> details = new TreeMap<>();
    JsonIn more = in.object("details");
    more.names().forEach(name -> details.put(name, more.text(name)));
    return new RecordedStep(
        in.text("step"),
        Instant.parse(in.text("at")),
        new Caller(in.text("caller"), in.text("owner"), Collections.emptySortedSet()),
        in.text("subject"),
        in.textOrNull("digest"),
        in.textOrNull("why"),
        details);
  }
}
