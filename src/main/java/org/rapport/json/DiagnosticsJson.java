package org.rapport.json;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Diagnostic;

/** What checking a rulebase found, as JSON. */
public final class DiagnosticsJson {

  private DiagnosticsJson() {}

  /**
   * The findings of one rulebase.
   *
   * @param version the version, or null when an error keeps the rulebase from having one
   */
  public record Row(String rulebase, @Nullable String version, List<Diagnostic> diagnostics) {

    public Row {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** The findings of several rulebases. */
  public static byte[] bytes(List<Row> rows) {
    return JsonOut.objectBytes(out -> out.objects("rulebases", rows, DiagnosticsJson::row));
  }

  /** The findings of one rulebase alone. */
  public static byte[] bytes(Row row) {
    return JsonOut.objectBytes(out -> row(out, row));
  }

  private static void row(JsonOut out, Row row) {
    out.text("rulebase", row.rulebase())
        .text("version", row.version())
        .objects("diagnostics", row.diagnostics(), DiagnosticsJson::diagnostic);
  }

  static void diagnostic(JsonOut out, Diagnostic finding) {
    out.text("code", finding.code())
        .text("severity", finding.severity().name().toLowerCase(Locale.ROOT))
        .text("file", finding.file())
        .number("line", (long) finding.line())
        .number("column", (long) finding.column())
        .number("endColumn", (long) finding.endColumn())
        .text("message", finding.message())
        .text("maybe", finding.maybe());
  }
}
