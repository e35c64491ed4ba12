package org.rapport.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.RulebaseTrial;
import org.rapport.analysis.RulebaseTrial.CaseResult;
import org.rapport.model.Diagnostic;

/** Drafts of rulebases, as they are served. */
public final class DraftsJson {

  private DraftsJson() {}

  /**
   * One draft in short.
   *
   * @param base the version it was made from, or null
   * @param version the digest of its files, or null while there are errors
   * @param tested whether all of its own cases held
   * @param approver the owner who approved it, or null
   * @param onePerson whether authors may approve their own drafts here
   */
  public record Row(
      long id,
      String rulebase,
      String title,
      String status,
      List<String> authors,
      @Nullable String base,
      int revision,
      @Nullable String version,
      boolean tested,
      @Nullable String approver,
      boolean onePerson,
      Instant createdAt,
      Instant changedAt) {
    public Row {
      authors = List.copyOf(authors);
    }
  }

  /** The drafts of a rulebase. */
  public static byte[] list(String rulebase, List<Row> rows) {
    return JsonOut.objectBytes(
        out -> out.text("rulebase", rulebase).objects("drafts", rows, DraftsJson::row));
  }

  /** One in short. */
  public static byte[] brief(Row row) {
    return JsonOut.objectBytes(out -> row(out, row));
  }

  /**
   * One with all there is to know.
   *
   * @param live the version that is live, or null
   * @param changed the files that differ from its base
   * @param steps the bodies of its steps, the latest first
   */
  public static byte[] whole(
      Row row,
      @Nullable String live,
      List<Diagnostic> findings,
      List<String> changed,
      SortedMap<String, String> files,
      List<byte[]> steps) {
    return JsonOut.objectBytes(
        out -> {
          row(out, row);
          out.text("live", live)
              .objects("diagnostics", findings, DiagnosticsJson::diagnostic)
              .texts("changed", changed)
              .object("files", fields -> files.forEach(fields::text))
              .json("steps", array(steps));
        });
  }

  /** What trying it out showed. */
  public static byte[] tested(Row row, RulebaseTrial trial) {
    List<CaseResult> failed = trial.cases().stream().filter(one -> !one.passed()).toList();
    return JsonOut.objectBytes(
        out -> {
          row(out, row);
          out.number("cases", (long) trial.cases().size())
              .number("hold", (long) trial.cases().size() - failed.size())
              .objects("failed", failed, DraftsJson::failed)
              .texts("neverMatched", trial.rulesNeverMatched());
          TrialJson.coverage(out, trial);
        });
  }

  private static void failed(JsonOut out, CaseResult failed) {
    out.text("file", failed.file())
        .number("line", (long) failed.line())
        .text("title", failed.title())
        .texts("differences", failed.differences());
  }

  static String array(List<byte[]> objects) {
    return objects.stream()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static void row(JsonOut out, Row row) {
    out.text("id", Long.toString(row.id()))
        .text("rulebase", row.rulebase())
        .text("title", row.title())
        .text("status", row.status())
        .texts("authors", row.authors())
        .text("base", row.base())
        .number("revision", (long) row.revision())
        .text("version", row.version())
        .flag("tested", row.tested())
        .text("approver", row.approver())
        .flag("onePerson", row.onePerson())
        .instant("createdAt", row.createdAt())
        .instant("changedAt", row.changedAt());
  }
}
