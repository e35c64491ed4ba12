package org.rapport.json;

import java.util.List;
import org.rapport.population.Moves.Move;
import org.rapport.population.ShadowReport;

/** Where a shadow differs from what is live, as it is served. */
public final class ShadowJson {

  private ShadowJson() {}

  /** The report. */
  public static byte[] bytes(ShadowReport report) {
    return JsonOut.objectBytes(
        out -> {
          out.text("rulebase", report.rulebase())
              .text("draft", Long.toString(report.draftId()))
              .text("version", report.version())
              .text("live", report.live())
              .decimal("share", (long) report.share())
              .instant("startedAt", report.startedAt())
              .text("owner", report.owner())
              .number("decisions", report.decisions())
              .number("failed", report.failed())
              .number("dropped", report.dropped())
              .decimal("slowestMs", report.slowestMicros() * 1_000)
              .object(
                  "differs",
                  fields ->
                      fields
                          .number("score", report.scoreDiffers())
                          .number("segments", report.segmentsDiffer())
                          .number("action", report.actionDiffers()))
              .objects("matrices", report.matrices(), MovesJson::matrix)
              .objects("shifts", report.shifts().entrySet(), ImpactJson::shift)
              .objects("actions", report.actions().entrySet(), ImpactJson::action);
          List<String> names = List.of("rose", "fell", "others");
          for (int index = 0; index < names.size(); index++) {
            out.objects(names.get(index), report.examples().get(index), ShadowJson::example);
          }
        });
  }

  private static void example(JsonOut out, Move move) {
    out.text("customerId", move.customerId())
        .object("was", fields -> ImpactJson.verdict(fields, move.was()))
        .object("is", fields -> ImpactJson.verdict(fields, move.is()))
        .decimal("difference", move.difference());
  }
}
