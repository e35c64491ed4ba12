package org.rapport.json;

import java.util.List;
import org.rapport.analysis.RuleCard;
import org.rapport.model.RulebaseRef;

/** The rulebases that decide at this moment, with their rules. */
public final class RulebasesJson {

  private RulebasesJson() {}

  /**
   * One rulebase.
   *
   * @param title what it is for, in words
   * @param cards every rule, by stage, then place in the file
   */
  public record Row(RulebaseRef ref, String title, List<RuleCard> cards) {

    public Row {
      cards = List.copyOf(cards);
    }
  }

  /** All of them, by name, and which one decides when the caller names none. */
  public static byte[] bytes(String defaultName, List<Row> rows) {
    return JsonOut.objectBytes(
        out -> out.text("default", defaultName).objects("rulebases", rows, RulebasesJson::row));
  }

  /** One of them. */
  public static byte[] bytes(Row row) {
    return JsonOut.objectBytes(out -> row(out, row));
  }

  private static void row(JsonOut out, Row row) {
    out.text("name", row.ref().name())
        .text("title", row.title())
        .text("version", row.ref().version())
        .text("build", row.ref().build())
        .objects("rules", row.cards(), AnalysisJson::card);
  }
}
