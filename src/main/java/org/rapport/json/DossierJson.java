package org.rapport.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Approval;
import org.rapport.analysis.Dossier;
import org.rapport.analysis.FactView;
import org.rapport.dossier.DossierPlain;
import org.rapport.dossier.Language;
import org.rapport.model.DayCount;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Explain;

/** A dossier, as it is served to programs. */
public final class DossierJson {

  private DossierJson() {}

  /** The dossier's bytes; only the summary is in a language. */
  public static byte[] bytes(Dossier dossier, Language language) {
    return JsonOut.objectBytes(
        out -> {
          out.text("decisionId", dossier.decision().decisionId().toString())
              .text("customerId", dossier.decision().customerId())
              .instant("asOf", dossier.decision().asOf())
              .instant("decidedAt", dossier.decision().decidedAt())
              .text("language", language.tag())
              .text("summary", DossierPlain.summary(dossier, language).strip())
              .object(
                  "explanation",
                  fields ->
                      ExplanationJson.fields(
                          fields,
                          dossier.decision().customerId(),
                          dossier.decision().asOf(),
                          dossier.decision().outcome(),
                          Explain.FULL,
                          dossier.nearMisses()))
              .objects("counterfactuals", dossier.counterfactuals(), CounterfactualJson::fields)
              .objects("facts", dossier.facts(), DossierJson::fact);
          inputs(out, dossier.inputs());
          out.objects(
                  "ruleTexts",
                  dossier.ruleTexts().entrySet(),
                  (fields, text) ->
                      fields.text("rule", text.getKey()).text("text", text.getValue()))
              .objects("approvals", dossier.approvals(), DossierJson::approval)
              .rulebase("rulebase", dossier.decision().rulebase());
        });
  }

  private static void fact(JsonOut out, FactView view) {
    out.text("fact", view.fact());
    view.fields().forEach(field -> out.value(field.name(), field.value()));
  }

  private static void inputs(JsonOut out, @Nullable DecisionInputs inputs) {
    if (inputs == null) {
      out.objects("events", List.<Map.Entry<String, List<DayCount>>>of(), DossierJson::events);
      out.nothing("inputs");
      return;
    }
    out.objects("events", inputs.history().days().entrySet(), DossierJson::events);
    out.object("inputs", fields -> InputsJson.fields(fields, inputs));
  }

  private static void events(JsonOut out, Map.Entry<String, List<DayCount>> type) {
    out.text("event", type.getKey())
        .objects(
            "days",
            type.getValue(),
            (fields, day) -> fields.day("day", day.day()).number("count", day.count()));
  }

  private static void approval(JsonOut out, Approval approval) {
    out.text("how", approval.how())
        .instant("at", approval.at())
        .text("by", approval.by())
        .text("approvedBy", approval.approvedBy());
  }
}
