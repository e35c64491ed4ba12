package org.rapport.json;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The versions of a rulebase that decided, as they are served. */
public final class VersionsJson {

  private VersionsJson() {}

  /**
   * A version that came to decide.
   *
   * @param step {@code bootstrapped}, {@code published} or {@code rolled-back}
   * @param draft the draft's number, or null
   * @param caller the key that brought it about
   * @param owner the person behind it
   */
  public record Row(
      String version,
      String step,
      @Nullable String draft,
      Instant at,
      String caller,
      String owner) {}

  /**
   * What this node decides by, where that is not what is live.
   *
   * @param live the version that is live
   * @param why it could not be loaded
   * @param at when that was tried last
   */
  public record Behind(String live, String why, Instant at) {}

  /**
   * The history of a rulebase, the latest first.
   *
   * @param deciding the version that this node decides by
   * @param behind null when that is what is live
   */
  public static byte[] bytes(
      String rulebase,
      String deciding,
      @Nullable Behind behind,
      boolean onePerson,
      List<Row> rows) {
    return JsonOut.objectBytes(
        out -> {
          out.text("rulebase", rulebase).text("deciding", deciding);
          if (behind == null) {
            out.nothing("behind");
          } else {
            out.object(
                "behind",
                fields ->
                    fields
                        .text("live", behind.live())
                        .text("why", behind.why())
                        .instant("triedAt", behind.at()));
          }
          out.flag("onePerson", onePerson).objects("versions", rows, VersionsJson::row);
        });
  }

  private static void row(JsonOut out, Row row) {
    out.text("version", row.version())
        .text("step", row.step())
        .text("draft", row.draft())
        .instant("at", row.at())
        .text("caller", row.caller())
        .text("owner", row.owner());
  }

  /** One version with its files. */
  public static byte[] one(String rulebase, String version, SortedMap<String, String> files) {
    return JsonOut.objectBytes(
        out ->
            out.text("rulebase", rulebase)
                .text("version", version)
                .object("files", fields -> files.forEach(fields::text)));
  }
}
