package org.rapport.json;

import org.rapport.model.IntakeResult;

/** What became of an event batch. */
public final class IntakeJson {

  private IntakeJson() {}

  /** The answer's bytes. */
  public static byte[] bytes(IntakeResult result) {
    return JsonOut.objectBytes(
        out ->
            out.flag("success", true)
                .number("accepted", result.accepted())
                .number("duplicates", result.duplicates())
                .objects(
                    "rejected",
                    result.rejected(),
                    (fields, rejection) ->
                        fields
                            .number("index", rejection.index())
                            .text("messageId", rejection.messageId())
                            .text("code", rejection.code())
                            .text("message", rejection.message())));
  }
}
