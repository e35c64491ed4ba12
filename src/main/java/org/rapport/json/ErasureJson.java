package org.rapport.json;

import java.time.Instant;
import java.util.List;

/** What erasing came to, as it is served. */
public final class ErasureJson {
  private ErasureJson() {}

  /** What was erased. */
  public static byte[] erased(
      String erasureId, Instant erasedAt, long events, List<String> subjects) {
    return JsonOut.objectBytes(
        out ->
            out.text("erasureId", erasureId)
                .instant("erasedAt", erasedAt)
                .number("events", events)
                .texts("subjects", subjects));
  }

  /** A legal hold. */
  public static byte[] hold(String reason) {
    return JsonOut.objectBytes(out -> out.text("reason", reason));
  }
}
