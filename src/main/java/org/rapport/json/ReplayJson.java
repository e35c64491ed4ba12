package org.rapport.json;

import org.rapport.analysis.ChangesSince;
import org.rapport.analysis.Replay;

/** A replay, as it is served. */
public final class ReplayJson {

  private ReplayJson() {}

  /** The answer's bytes. */
  public static byte[] bytes(Replay replay) {
    return JsonOut.objectBytes(
        out -> {
          out.text("decisionId", replay.decisionId().toString())
              .rulebase("recordedBy", replay.recordedBy())
              .rulebase("replayedBy", replay.replayedBy())
              .flag("ownBuild", replay.ownBuild())
              .flag("same", replay.same())
              .text("recordedAnswer", replay.recordedSha256())
              .text("replayedAnswer", replay.replayedSha256());
          ChangesSince difference = replay.difference();
          if (difference == null) {
            out.nothing("difference");
          } else {
            out.object("difference", fields -> ChangesSinceJson.fields(fields, difference));
          }
        });
  }
}
